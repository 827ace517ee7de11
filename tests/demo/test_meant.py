import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from alongside.core.readings.drift import judge_drift
from alongside.core.readings.nouns import Mark
from alongside.core.readings.with_for import judge_with_for
from alongside.core.signals.nouns import KIND, Side
from alongside.core.trace import Ref
from alongside.demo.books import log_hours, make_invoices
from alongside.demo.pace import make_dice
from alongside.demo.write import tell_truth, write_mails

NEW_YEAR = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


class Told(NamedTuple):
    """The truth of the year, and when each message was sent."""

    moments: dict[str, int]
    truth: dict[str, Any]


@pytest.fixture(scope="module")
def told() -> Told:
    invoices = make_invoices(log_hours(make_dice(7, "hours")), make_dice(7, "invoices"))
    mails = write_mails(7, invoices)
    truth = json.loads(json.dumps(tell_truth(mails)))
    return Told({mail.message_id: int(mail.sent.timestamp()) for mail in mails}, truth)


@pytest.mark.parametrize(
    ("slug", "label"),
    [
        ("larkfield", "with"),
        ("pulsegrid", "for"),
        ("northmere", "for"),
        ("fjordlys", "too little to say"),
        ("marin", "leaning for"),
        ("hoshino", "leaning with"),
        ("colline", "leaning with"),
        ("elbtal", "not settled"),
    ],
)
def test_the_model_reads_from_the_true_labels_what_was_meant(told: Told, slug: str, label: str) -> None:
    heard = [told.moments[key] for key, one in _inbound(told, slug)]
    reading = judge_with_for(_marks(told, slug), heard, as_of=NEW_YEAR)
    assert reading.label == label
    assert told.truth["clients"][slug]["reading"].startswith(label)


@pytest.mark.parametrize(("slug", "cooled"), [("northmere", True), ("colline", False), ("hoshino", False)])
def test_only_the_one_who_cooled_is_found_to_have_cooled_after_signing(told: Told, slug: str, cooled: bool) -> None:  # noqa: FBT001
    signed = datetime(2025, 5, 12, 10, tzinfo=UTC)
    drift = judge_drift(_marks(told, slug), signed=int(signed.timestamp()), as_of=NEW_YEAR)
    assert (drift.verdict == "cooled") == cooled


def _inbound(told: Told, slug: str) -> list[tuple[str, Any]]:
    messages = told.truth["messages"].items()
    return [(key, one) for key, one in messages if one["client"] == slug and not one["from_me"]]


def _marks(told: Told, slug: str) -> list[Mark]:
    heard = ((key, signal["kind"]) for key, one in _inbound(told, slug) for signal in one["signals"])
    return [_mark(told.moments[key], kind, key) for key, kind in heard]


def _mark(at: int, kind: str, key: str) -> Mark:
    side = KIND[kind].side is Side.PARTNER
    return Mark(
        at=at, with_=side, weight=KIND[kind].weight, p=0.9, deed=False, because=Ref("mail.mbox", key), kind=kind
    )
