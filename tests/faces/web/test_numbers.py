"""Every number opens: the mails behind it are as many as it says."""

from pathlib import Path

import pytest

from alongside.desk import look, overview
from alongside.desk.charting import history_of
from alongside.desk.leafing import mails, wanted_of
from alongside.desk.search import find
from alongside.store.shelf.letters import Wanted


def test_the_mails_behind_a_number_are_as_many_as_it_says(demo_home: Path) -> None:
    for one in look.portfolio():
        row = one["row"]
        assert mails(Wanted(client=row, from_me=True)).found == one["messages_out"]
        for kind in list(one["signals"])[:3]:
            found = mails(Wanted(client=row, kinds=frozenset({kind})))
            assert found.found >= one["signals"][kind] > 0  # one a thread and day counts
            assert all(kind in {span.kind for span in leaf.spans} for leaf in found.leaves if len(leaf.mail.body) < 400)


def test_pages_of_mails_join_without_gap_or_double(demo_home: Path) -> None:
    row = look.one_client("Northmere")["row"]
    first, second = mails(Wanted(client=row), 1), mails(Wanted(client=row), 2)
    numbers = [leaf.mail.message for leaf in (*first.leaves, *second.leaves)]
    assert len(set(numbers)) == len(numbers) == 60
    assert [leaf.at for leaf in first.leaves] == sorted((leaf.at for leaf in first.leaves), reverse=True)


def test_the_search_passes_over_accents(demo_home: Path) -> None:
    assert find("konnen").found == find("können").found > 0


def test_waits_and_answered_pushes_open_as_many_mails_as_they_say(demo_home: Path) -> None:
    for one in look.portfolio():
        row = one["row"]
        for side, hours in (("me", one["reply_hours_me"]), ("them", one["reply_hours_client"])):
            assert mails(Wanted(client=row, waits=f"open {side}")).found == hours["open"]
            assert mails(Wanted(client=row, waits=side)).found == hours["answered"] + hours["open"]
        stood = one["moves"]["stand_rate"]
        if stood:
            moves = frozenset({"yields", "trades", "holds", "counter_questions"})
            assert 0 < mails(Wanted(client=row, met=moves)).found <= stood["answered"]  # a mail may push twice


def test_advice_opens_to_as_many_mails_as_it_counts(demo_home: Path) -> None:
    for one in look.portfolio():
        advice = history_of(one)["advice"]
        messages = [entry["message"] for entry in advice["entries"]]
        assert len(messages) == advice["taken"] + advice["declined"] + advice["open"]
        if messages:
            assert mails(wanted_of(one["row"], messages=messages)).found == len(messages)


@pytest.mark.practice(71)
def test_mail_outside_my_hours_opens_to_as_many_mails_as_counted(demo_home: Path) -> None:
    seen = set()
    for one in look.portfolio():
        shares = history_of(one)["off_hours"] or {}
        for share in {"theirs", "mine", "rewarded"} & shares.keys():
            found = mails(wanted_of(one["row"], outside=share))
            assert found.found == shares[share]["hits"]
            assert all(bool(leaf.mail.from_me) is (share == "mine") for leaf in found.leaves)
            seen.add((share, found.found > 0))
    assert {("theirs", True), ("mine", True), ("rewarded", True), ("rewarded", False)} <= seen


def test_what_is_owed_opens_to_as_many_mails_as_the_table_says(demo_home: Path) -> None:
    rows = overview.overview()
    for row in rows:
        for side, owed in (("me", row.i_owe), ("them", row.they_owe)):
            assert mails(wanted_of(row.document["row"], waits=f"owed {side}")).found == owed
    assert sum(row.i_owe for row in rows) > 0 < sum(row.they_owe for row in rows)


@pytest.mark.practice(42)
def test_the_client_with_most_mail_opens_to_its_share(demo_home: Path) -> None:
    spread = overview.spread(overview.overview())
    assert spread is not None
    theirs = mails(Wanted(client=spread.largest["row"])).found
    assert theirs / spread.concentration.total == pytest.approx(spread.concentration.share)
