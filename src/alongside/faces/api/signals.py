"""Signals: what a message says, without storing anything."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from alongside.desk.hear import hear_message
from alongside.desk.showing import heard_of
from alongside.faces.api.answers import answers
from alongside.faces.api.asks import Letter
from alongside.faces.api.schemas import Heard

router = Router(tags=["signals"])


@router.post("/detect", response=answers(Heard), summary="The signals in a message; nothing is stored")
def detect(request: HttpRequest, told: Letter) -> dict[str, Any]:
    """As a line of `alongside detect --json`."""
    return heard_of(hear_message(told.message.encode(), told.me))
