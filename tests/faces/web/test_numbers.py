"""Every number opens: the mails behind it are as many as it says."""

from pathlib import Path

from alongside.desk import look
from alongside.desk.leafing import mails
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
