"""From paths to readings: what is read, what is kept, what happens the second time."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from alongside import config
from alongside.desk import look
from alongside.desk.decide import ignore, unignore
from alongside.desk.examine import examine
from alongside.desk.gathering import Step
from alongside.desk.read import SILENT, read, rebuild
from alongside.outside.files.nouns import FilesError
from alongside.store.shelf.connection import StoreError
from tests.world import ANN, COLLEAGUE, ME, ME_ADDRESS, RUDI, TOM, Sample, mbox
from tests.world import moment as at

QUESTION = Sample(ANN, ME, at("2026-03-02 10:00"), "Could you send the plan?", "Plan", "q1@birch.example")
ANSWER = Sample(ME, ANN, at("2026-03-02 14:00"), "Here it is.", "Re: Plan", "a1@lindstudio.example", "q1@birch.example")
THANKS = Sample(
    ANN, ME, at("2026-03-03 09:00"), "The plan works.", "Re: Plan", "q2@birch.example", "a1@lindstudio.example"
)
STRANGER = Sample(
    "Sam <sam@stranger.example>", ME, at("2026-03-04 09:00"), "Buy my secret tea?", "Tea", "s1@stranger.example"
)
NEWS = Sample(
    "News <hello@paper.example>", ME, at("2026-03-05 09:00"), "Private reading habits", "News", "n1@paper.example",
    headers="List-Unsubscribe: <mailto:off@paper.example>",
)  # fmt: skip

IN_A_FILE = pytest.mark.parametrize("home", ["file"], indirect=True)  # what PostgreSQL does in a way of its own


def write(path: Path, *samples: Sample) -> Path:
    path.write_bytes(mbox(*samples))
    return path


def rows(query: str) -> list[tuple[object, ...]]:
    with look.shelf() as connection:
        return list(connection.execute(query))


def test_a_mailbox_becomes_a_client_without_typing_anything_else(home: Path, tmp_path: Path) -> None:
    outcome = read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])

    (birch,) = look.portfolio()
    assert (outcome.messages, outcome.new, outcome.kept) == (3, 3, 3)
    assert (birch["name"], birch["messages_in"], birch["messages_out"]) == ("Birch", 2, 1)
    assert birch["reading"]["label"] == "too little to say"
    assert birch["reply_hours_me"]["median"] == 4.0


def test_reading_the_same_file_again_reads_nothing(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)
    read([path])

    again = read([path])
    assert (again.messages, again.new, again.kept) == (2, 0, 0)


def test_a_copy_under_another_name_brings_nothing_new(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER)])

    again = read([write(tmp_path / "copy.mbox", ANSWER, QUESTION, THANKS)])
    assert (again.messages, again.new) == (3, 1)


def test_messages_without_an_id_are_known_by_their_content(home: Path, tmp_path: Path) -> None:
    bare = Sample(ANN, ME, at("2026-03-02 10:00"), "Hello")
    read([write(tmp_path / "a.mbox", bare)])

    assert read([write(tmp_path / "b.mbox", bare, Sample(ANN, ME, at("2026-03-02 10:00"), "Other"))]).new == 1


def test_a_growing_mailbox_is_read_from_where_it_ended(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)
    read([path])
    with path.open("ab") as handle:
        handle.write(mbox(THANKS))

    grown = read([path])
    assert (grown.messages, grown.new) == (2, 1)  # the last one known is read again: it may have been half written


def test_a_message_that_was_half_written_is_completed(home: Path, tmp_path: Path) -> None:
    whole = mbox(QUESTION, ANSWER)
    path = tmp_path / "all.mbox"
    path.write_bytes(whole[:-8])
    read([path], me=[ME_ADDRESS])
    path.write_bytes(whole)
    read([path])

    assert ("Here it is.",) in rows("SELECT body FROM text")


def test_a_mailbox_that_was_rewritten_is_read_from_the_start(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)
    read([path])
    write(path, STRANGER, QUESTION, ANSWER, THANKS)

    assert read([path]).new == 2


def test_a_maildir_is_read_once_whatever_its_flags_become(home: Path, tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    (tmp_path / "Mail" / "new" / "1.a.host").write_bytes(QUESTION.as_bytes())
    (tmp_path / "Mail" / "cur" / "2.b.host:2,S").write_bytes(ANSWER.as_bytes())
    read([tmp_path / "Mail"])
    (tmp_path / "Mail" / "new" / "1.a.host").rename(tmp_path / "Mail" / "cur" / "1.a.host:2,RS")
    (tmp_path / "Mail" / "new" / "3.c.host").write_bytes(THANKS.as_bytes())

    assert read([tmp_path / "Mail"]).new == 1
    assert read([tmp_path / "Mail"]).new == 0


def test_one_message_in_two_label_files_is_one_and_sent_all_the_same(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("Takeout/Mail/All mail Including Spam and Trash.mbox", mbox(QUESTION, ANSWER, THANKS))
        made.writestr("Takeout/Mail/Sent.mbox", mbox(ANSWER))

    outcome = read([path])
    assert (outcome.messages, outcome.new) == (4, 3)
    assert look.me() == [(ME_ADDRESS, "one of your addresses")]
    assert read([path]).new == 0


def test_only_client_mail_keeps_its_words(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, STRANGER, NEWS)])

    kept = "".join(str(row[0]) for row in rows("SELECT subject || body FROM text"))
    assert "plan" in kept
    assert "secret tea" not in kept
    assert "Private reading habits" not in kept


@IN_A_FILE
def test_words_that_are_dropped_are_overwritten(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, STRANGER, NEWS)])

    everything = config.database().read_bytes() + b"".join(path.read_bytes() for path in home.glob("*-wal"))
    assert b"Private reading habits" not in everything
    assert b"secret tea" not in everything
    assert b"plan" in everything


def test_words_come_back_when_a_stranger_becomes_a_client(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, STRANGER)
    read([path])
    reply = Sample(ME, STRANGER.sender, at("2026-03-05 09:00"), "Gladly.", "Re: Tea", "r@lindstudio.example")
    read([write(tmp_path / "later.mbox", reply)])

    assert ("Buy my secret tea?",) in rows("SELECT body FROM text")


def test_colleagues_are_no_clients(home: Path, tmp_path: Path) -> None:
    chat = Sample(COLLEAGUE, ME, at("2026-03-02 10:00"), "Lunch?", message_id="c1@lindstudio.example")
    back = Sample(ME, COLLEAGUE, at("2026-03-02 10:05"), "Yes.", message_id="c2@lindstudio.example")
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, chat, back)])

    assert [one["name"] for one in look.portfolio()] == ["Birch"]
    assert ("jo@lindstudio.example", "colleague") in [line[:2] for line in look.set_apart()]


def test_a_message_without_a_believable_date_is_a_trouble_with_its_place(home: Path, tmp_path: Path) -> None:
    bad = QUESTION.as_bytes().replace(b"2026", b"2106", 1)
    path = tmp_path / "all.mbox"
    path.write_bytes(mbox(ANSWER) + b"From x Thu Jan  1 00:00:00 2026\n" + bad + b"\n\n")

    outcome = read([path])
    (trouble,) = outcome.troubles
    assert (trouble.file, trouble.offset) == (str(path), len(mbox(ANSWER)))
    assert "2106" in trouble.reason
    assert outcome.messages == outcome.new + len(outcome.troubles) == 2
    assert look.troubles() == [trouble]


def test_replies_without_references_join_by_subject_whatever_the_order(home: Path, tmp_path: Path) -> None:
    bare = Sample(ME, ANN, at("2026-03-02 14:00"), "Here it is.", "RE: Plan", "a9@lindstudio.example")
    elsewhere = Sample(ME, RUDI, at("2026-03-02 15:00"), "Here is yours.", "Re: Plan", "a8@lindstudio.example")
    read([write(tmp_path / "one.mbox", bare, elsewhere)])
    read([write(tmp_path / "two.mbox", QUESTION)])

    assert rows("SELECT COUNT(DISTINCT thread) FROM message") == [(2,)]


def test_a_reply_finds_its_mail_among_hundreds_of_one_subject(home: Path, tmp_path: Path) -> None:
    began = at("2026-03-02 08:00")
    others = [Sample(RUDI, ME, began + timedelta(hours=n), f"{n}", "Plan", f"r{n}@acme.example") for n in range(300)]
    question = Sample(ANN, ME, began + timedelta(hours=150), "Where is it?", "Plan", "a1@birch.example")
    bare = Sample(ME, ANN, began + timedelta(hours=151), "Here it is.", "Re: Plan", "m1@lindstudio.example")
    read([write(tmp_path / "all.mbox", *others, question, bare)])

    assert rows("SELECT COUNT(DISTINCT thread) FROM message") == [(301,)]


def test_a_rebuild_draws_the_same_readings(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, STRANGER)])
    before = look.portfolio()

    assert rebuild() == 3
    assert look.portfolio() == before


def test_nothing_is_read_twice_from_one_path_named_twice(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)

    assert read([path, tmp_path / "." / "all.mbox"]).messages == 2


def test_no_mailbox_is_said_before_anything_is_stored(home: Path, tmp_path: Path) -> None:
    with pytest.raises(FilesError):
        read([tmp_path / "nothing.mbox"])
    assert not config.database().exists()
    assert stored_messages() == 0


def test_a_read_that_is_stopped_when_all_is_stored_is_concluded_by_the_next(home: Path, tmp_path: Path) -> None:
    def stop(_step: Step) -> None:
        raise KeyboardInterrupt

    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)
    read([path])
    write(path, QUESTION, ANSWER, THANKS)
    with pytest.raises(KeyboardInterrupt):
        read([path], watcher=SILENT._replace(gathered=stop))
    assert look.portfolio()[0]["messages_in"] == 1

    assert read([path]).new == 0
    assert look.portfolio()[0]["messages_in"] == 2


@IN_A_FILE
def test_a_full_disk_keeps_whole_batches_and_the_next_read_goes_on(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER)
    read([path])
    many = [
        Sample(ANN, ME, at("2026-03-02 10:00"), "word " * 2000, message_id=f"m{i}@birch.example") for i in range(300)
    ]
    write(tmp_path / "more.mbox", *many)
    real = sqlite3.connect

    def small(*args: object, **kwargs: object) -> sqlite3.Connection:
        connection = real(*args, **kwargs)  # type: ignore[call-overload]  # passed through
        connection.execute(f"PRAGMA max_page_count={config.database().stat().st_size // 8192 + 4}")
        return connection  # type: ignore[no-any-return]

    with monkeypatch.context() as patched, pytest.raises(StoreError, match="no room"):
        patched.setattr(sqlite3, "connect", small)
        read([tmp_path / "more.mbox"])
    assert rows("SELECT COUNT(*) FROM message") == [(2,)]
    assert read([tmp_path / "more.mbox"]).new == 300


@pytest.mark.slow
def test_a_read_that_is_killed_goes_on_where_its_last_batch_ended(home: Path, tmp_path: Path) -> None:
    def samples() -> list[Sample]:
        mine = [Sample(ME, ANN, at("2026-03-02 09:00"), "x" * 3000, message_id=f"o{i}@l.example") for i in range(3000)]
        return mine + [
            Sample(TOM, ME, at("2026-03-02 10:00"), "y" * 3000, message_id=f"i{i}@b.example") for i in range(3000)
        ]

    path = write(tmp_path / "big.mbox", *samples())
    environment = {**os.environ, "ALONGSIDE_WORKERS": "2"}
    program = subprocess.Popen([sys.executable, "-m", "alongside", "read", str(path)], env=environment)
    while not stored_messages():
        assert program.poll() is None, "it finished before it could be killed"
        time.sleep(0.01)
    program.send_signal(signal.SIGKILL)
    program.wait()
    stored = stored_messages()

    assert 0 < stored < 6000
    outcome = read([path])
    assert outcome.new == 6000 - stored
    assert rows("SELECT COUNT(*), COUNT(DISTINCT uid) FROM message") == [(6000, 6000)]
    assert look.portfolio()[0]["messages_in"] == 3000


def stored_messages() -> int:
    try:
        return int(str(rows("SELECT COUNT(*) FROM message")[0][0]))
    except look.NothingYetError:
        return 0


@pytest.mark.slow
def test_two_reads_at_once_store_everything_once(home: Path, tmp_path: Path) -> None:
    def letter(number: int) -> Sample:
        sender, to = (ANN, ME) if number % 2 else (ME, ANN)
        return Sample(sender, to, at("2026-03-02 10:00"), f"{number} " + "x" * 2000, message_id=f"m{number}@b.example")

    one = write(tmp_path / "one.mbox", *(letter(number) for number in range(3000)))
    two = write(tmp_path / "two.mbox", *(letter(number) for number in range(1500, 4500)))
    commands = [[sys.executable, "-m", "alongside", "read", str(path)] for path in (one, two)]
    started = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]

    assert [one.wait(120) for one in started] == [0, 0]
    assert rows("SELECT COUNT(*), COUNT(DISTINCT uid) FROM message") == [(4500, 4500)]
    read([one, two])
    (birch,) = look.portfolio()
    assert (birch["messages_in"], birch["messages_out"]) == (2250, 2250)


def forget_everything(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    if config.database_url():
        with psycopg.connect(config.database_url()) as connection:
            connection.execute("TRUNCATE address, source, node, decision, client RESTART IDENTITY CASCADE")
            connection.execute("UPDATE workspace SET counted = 0, engine = 0")


@pytest.mark.slow
def test_two_workers_read_what_one_reads(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = [
        Sample(
            ANN if i % 2 else ME,
            ME if i % 2 else ANN,
            at("2026-03-02 10:00"),
            f"{i} " + "z" * 4000,
            message_id=f"m{i}@b",
        )
        for i in range(4000)
    ]
    path = write(tmp_path / "big.mbox", *samples)
    read([path])
    alone = look.portfolio()
    forget_everything(home)
    monkeypatch.setenv("ALONGSIDE_WORKERS", "2")
    read([path])

    assert look.portfolio() == alone


def test_an_archive_without_mail_says_so(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/messages.olm.xml", "<mail/>")
    (trouble,) = read([path]).troubles
    assert "no mail in this archive" in trouble.reason


def test_a_maildir_in_an_archive_is_read(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, sample in enumerate((QUESTION, ANSWER, THANKS)):
            archive.writestr(f"Mail/Inbox/cur/{number}.host:2,S", sample.as_bytes())
        archive.writestr("Mail/Inbox/dovecot-uidlist", "3 V1")
    assert read([path]).new == 3


@pytest.mark.parametrize("packed", [False, True])
def test_words_of_who_was_left_out_are_forgotten_and_come_back(home: Path, tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a parameter
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)
    if packed:
        with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
            archive.write(path, "Takeout/Mail/All.mbox")
        path = tmp_path / "takeout.zip"
    read([path])
    before = look.one_client("Birch")

    ignore("Birch")
    assert rows("SELECT COUNT(*) FROM text") == [(0,)]
    assert rows("SELECT COUNT(*) FROM wait") == rows("SELECT COUNT(*) FROM reading") == [(0,)]
    unignore("Birch")
    assert look.one_client("Birch") == before


def test_words_whose_first_copy_is_gone_come_back_with_a_second(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)
    read([path])
    ignore("Birch")
    path.unlink()
    unignore("Birch")
    assert rows("SELECT COUNT(*) FROM text") == [(0,)]

    read([write(tmp_path / "again.mbox", QUESTION, ANSWER, THANKS)])
    assert rows("SELECT COUNT(*) FROM text WHERE heard > 0") == [(3,)]


def test_a_mail_too_long_to_be_heard_whole_is_kept_and_said_so(home: Path, tmp_path: Path) -> None:
    endless = replace(THANKS, body="We met and talked about the plan again.\n" * 4_000)
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, endless)
    for _ in range(2):  # heard anew, it is noted once
        assert read([path]).messages == 3
        rebuild(SILENT)
    (trouble,) = examine().trouble
    assert trouble["reason"] == "longer than 100,000 characters; only the first of them were heard"
    assert trouble["file"] == str(path)
