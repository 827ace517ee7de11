"""The words that requests and answers are made of: keys, kinds, moments, numbers within bounds."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja.params import functions as params
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints, WithJsonSchema

from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk.today import PUSHES

LARGEST = 2**53 - 1  # the largest number that every JSON reader holds exactly
_THEIRS = frozenset(kind.slug for kind in KINDS if kind.side is not Side.OWN)


def _one_of(words: frozenset[str]) -> Any:  # noqa: ANN401 - a type, made of the core's own table
    """A word of the core's, told in the schema and checked by it."""
    known = sorted(words)

    def check(word: str) -> str:
        if word not in words:
            raise ValueError(f"it is none of {', '.join(known)}")
        return word

    return Annotated[str, AfterValidator(check), WithJsonSchema({"type": "string", "enum": known})]


Kind = _one_of(frozenset(KIND))
PushKind = _one_of(PUSHES)
TheirKind = _one_of(_THEIRS)
SideWord = Literal["push", "partner", "own"]

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Number = Annotated[int, Field(ge=1, le=LARGEST)]
Count = Annotated[int, Field(ge=0)]


def _written(day: Any) -> Any:  # noqa: ANN401 - whatever was sent
    """A number is no day, though pydantic would count from 1970."""
    if not isinstance(day, str) or day[4:5] != "-":
        raise ValueError("a day is written like 2026-03-01")
    return day


WrittenDay = Annotated[date, BeforeValidator(_written)]
WrittenMoment = Annotated[AwareDatetime, BeforeValidator(_written)]

_PRINTED = r"[^\x00-\x1f\x7f]*"
Line = Annotated[str, StringConstraints(max_length=300, pattern=rf"^{_PRINTED}$")]
Name = Annotated[str, StringConstraints(max_length=300, pattern=rf"^{_PRINTED}[^\x00-\x20\x7f\s]{_PRINTED}$")]
Said = Annotated[str, StringConstraints(min_length=1, max_length=4_000, pattern=r"[^\s\x00]")]
ClientKey = Annotated[
    str,
    params.Path(
        ...,
        min_length=1,
        max_length=400,
        description="The client's key, one of its domains or addresses, or (the start of) its name; percent-encoded.",
    ),
]
