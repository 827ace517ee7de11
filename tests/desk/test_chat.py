"""A chat becomes a client: what must be said of it, what is kept, what happens the second time."""

import zipfile
from pathlib import Path

import pytest

from alongside import config
from alongside.desk import decide, look
from alongside.desk.read import Outcome, read, rebuild
from alongside.desk.surveying import ChatError
from alongside.desk.telling import Telling
from alongside.outside.files import chats
from alongside.store.shelf.connection import StoreError
from tests.desk.test_meanwhile import killed_at
from tests.desk.test_read import ANSWER, QUESTION, THANKS, rows, stored_messages, write
from tests.world import ME, ME_ADDRESS, Sample
from tests.world import moment as at

BERLIN = Telling(zone="Europe/Berlin")
MARA = ["Mara Lind"]
TALK = (
    "14.03.26, 09:10 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
    "14.03.26, 09:12 - Anna Berg: Could you send the new logo today?\n"
    "14.03.26, 09:14 - Anna Berg: <Media omitted>\n"
    "14.03.26, 10:12 - Mara Lind: Here it is.\nWith the blue one.\n"
)
MORE = "16.03.26, 11:00 - Anna Berg: The blue one it is.\n16.03.26, 11:05 - Mara Lind: Good choice.\n"


def export(path: Path, text: str = TALK) -> Path:
    path.write_text(text, "utf-8")
    return path


def take(*paths: Path, me: list[str] = MARA, telling: Telling = BERLIN) -> Outcome:
    return read(paths, me, telling=telling)


def names() -> list[str]:
    return sorted(one["name"] for one in look.portfolio())


# ---------------------------------------------------------------- a client


def test_a_chat_becomes_a_client_named_as_in_the_chat(home: Path, tmp_path: Path) -> None:
    outcome = take(export(tmp_path / "_chat.txt"))

    (anna,) = look.portfolio()
    assert (outcome.messages, outcome.new, outcome.kept, outcome.troubles) == (2, 2, 2, ())
    assert (anna["name"], anna["domains"], anna["messages_in"], anna["messages_out"]) == ("Anna Berg", [], 1, 1)
    assert anna["people"] == [{"name": "Anna Berg", "addresses": ["anna-berg@chat.invalid"]}]
    assert anna["reply_hours_me"]["answered"] == 1
    assert ("Here it is.\nWith the blue one.",) in rows("SELECT body FROM text")
    assert look.me() == [("mara-lind@chat.invalid", "your name in a chat")]


def test_times_are_those_of_the_zone(home: Path, tmp_path: Path) -> None:
    take(export(tmp_path / "_chat.txt"), telling=Telling(zone="America/New_York"))

    assert look.one_client("anna")["first"] == "2026-03-14T13:12:00+00:00"


def test_a_zip_is_read_like_the_text_in_it(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "WhatsApp Chat - Anna.zip", "w") as made:
        made.writestr("_chat.txt", TALK)
        made.writestr("00000001-PHOTO-2026-03-14-09-12-45.jpg", b"\xff\xd8\xff")
    take(tmp_path / "WhatsApp Chat - Anna.zip")

    assert names() == ["Anna Berg"]
    assert take(export(tmp_path / "_chat.txt")).new == 0


def test_every_local_day_is_a_thread_and_a_signal_counts_once_in_it(home: Path, tmp_path: Path) -> None:
    push = "I need this tomorrow morning, so drop everything else."
    hours = [f"14.03.26, {hour:02}:30 - Anna Berg: {push}\n" for hour in range(24)]
    take(export(tmp_path / "_chat.txt", "".join(hours) + TALK.replace("14.03", "15.03")), telling=Telling("Asia/Tokyo"))

    assert rows("SELECT COUNT(DISTINCT thread) FROM message") == [(2,)]
    assert look.one_client("anna")["signals"]["rush_demand"] == 1


def test_the_zone_of_my_phone_is_no_proof_of_theirs(home: Path, tmp_path: Path) -> None:
    days = [f"03.{month:02}.26, 09:12" for month in range(1, 10)]
    talk = "".join(f"{day} - {who}: Hi\n" for day in days for who in ("Anna Berg", "Mara Lind"))
    take(export(tmp_path / "_chat.txt", talk))

    anna = look.one_client("anna")
    assert (anna["reply_hours_client"]["zone"], anna["reply_hours_client"]["zone_assumed"]) == ("Europe/Berlin", True)
    assert (anna["reply_hours_me"]["zone"], anna["reply_hours_me"]["zone_assumed"]) == ("Europe/Berlin", False)


def test_my_name_in_a_chat_says_nothing_about_my_mail(home: Path, tmp_path: Path) -> None:
    box = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)
    take(export(tmp_path / "_chat.txt"))
    read([box])

    assert {address for address, _ in look.me()} == {ME_ADDRESS, "mara-lind@chat.invalid"}
    assert names() == ["Anna Berg", "Birch"]


def test_mail_and_a_chat_are_read_in_one_go(home: Path, tmp_path: Path) -> None:
    box = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)
    outcome = take(box, export(tmp_path / "_chat.txt"), me=["Mara Lind", ME_ADDRESS])

    assert (outcome.messages, outcome.new) == (5, 5)
    assert names() == ["Anna Berg", "Birch"]


def test_a_full_name_known_from_mail_is_the_same_person(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])
    take(export(tmp_path / "_chat.txt", TALK.replace("Anna Berg", "Ann Birch")))

    assert (names(), look.one_client("Birch")["messages_in"]) == (["Birch"], 3)


def test_a_full_name_that_two_firms_know_stays_by_itself(home: Path, tmp_path: Path) -> None:
    def letters(who: str, tag: str) -> list[Sample]:
        return [
            Sample(who, ME, at("2026-03-02 10:00"), "Yes?", message_id=f"q-{tag}"),
            Sample(ME, who, at("2026-03-02 11:00"), "Yes!", message_id=f"a-{tag}"),
        ]

    firms = letters("John Smith <j.smith@acme.example>", "1") + letters("John Smith <john@birch.example>", "2")
    read([write(tmp_path / "all.mbox", *firms)])
    take(export(tmp_path / "_chat.txt", TALK.replace("Anna Berg", "John Smith")))

    assert names() == ["Acme", "Birch", "John Smith"]


@pytest.mark.parametrize("name", ["Newsletter", "System", "Ida Lind", "+49 170 1234567", "ענת לוי", "Notifications"])
def test_whoever_a_chat_is_with_is_a_client(name: str, home: Path, tmp_path: Path) -> None:
    take(export(tmp_path / "_chat.txt", TALK.replace("Anna Berg", name)))

    assert names() == [name]


def test_a_group_is_as_many_clients_as_people(home: Path, tmp_path: Path) -> None:
    group = TALK + "14.03.26, 10:20 - Tom Berg: And the fonts?\n14.03.26, 10:30 - Mara Lind: Tomorrow.\n"
    take(export(tmp_path / "_chat.txt", group))

    assert names() == ["Anna Berg", "Tom Berg"]
    assert [look.one_client(name)["reply_hours_me"]["answered"] for name in names()] == [1, 1]


# ---------------------------------------------------------------- the second time


def test_reading_the_same_chat_again_reads_nothing(home: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "_chat.txt")
    take(path)

    again = take(path)
    assert (again.messages, again.new, again.kept) == (2, 0, 0)


def test_a_longer_export_brings_only_what_is_new(home: Path, tmp_path: Path) -> None:
    take(export(tmp_path / "_chat.txt"))
    elsewhere = take(export(tmp_path / "WhatsApp Chat with Anna Berg.txt", TALK + MORE))
    in_place = take(export(tmp_path / "_chat.txt", TALK + MORE))

    assert (elsewhere.messages, elsewhere.new) == (4, 2)
    assert (in_place.messages, in_place.new) == (4, 0)
    anna = look.one_client("anna")
    assert (anna["messages_in"], anna["messages_out"]) == (2, 2)


def test_a_longer_export_gives_the_readings_that_it_gives_alone(home: Path, tmp_path: Path) -> None:
    take(export(tmp_path / "_chat.txt"))
    take(export(tmp_path / "_chat.txt", TALK + MORE))
    grown = look.portfolio()
    rebuild()

    assert look.portfolio() == grown


def test_a_read_that_was_interrupted_goes_on(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "AT_ONCE", 10)
    talk = "".join(f"14.03.26, 09:{minute:02} - Anna Berg: {minute}\n" for minute in range(55)) + TALK
    path = export(tmp_path / "_chat.txt", talk)
    real, calls = chats.talk_of, list[int]()

    def breaking(*args: object, **kwargs: object) -> object:
        for count, one in enumerate(real(*args, **kwargs)):  # type: ignore[arg-type]  # passed through
            if count == 25 and not calls:
                calls.append(count)
                raise StoreError("the disk has no room")
            yield one

    monkeypatch.setattr(chats, "talk_of", breaking)
    with pytest.raises(StoreError):
        take(path)
    assert rows("SELECT COUNT(*) FROM message") == [(20,)]
    rest = take(path)
    assert (rest.messages, rest.new) == (37, 37)
    assert look.one_client("anna")["messages_in"] == 56


def test_another_zone_for_the_same_file_is_refused(home: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "_chat.txt")
    take(path)

    with pytest.raises(ChatError, match="every message would be there twice"):
        take(path, telling=Telling(zone="America/New_York"))
    assert rows("SELECT COUNT(*) FROM message") == [(2,)]


def test_an_export_made_while_travelling_is_the_same_chat(home: Path, tmp_path: Path) -> None:
    take(export(tmp_path / "_chat.txt"))
    there = TALK.replace("09:1", "04:1").replace("10:1", "05:1")

    assert take(export(tmp_path / "later.txt", there), telling=Telling(zone="America/New_York")).new == 0


def test_words_come_back_when_a_stranger_of_a_group_becomes_a_client(home: Path, tmp_path: Path) -> None:
    tom, answer = "15.03.26, 10:20 - Tom Berg: And the fonts?\n", "15.03.26, 10:30 - Mara Lind: Tomorrow.\n"
    take(export(tmp_path / "_chat.txt"))
    take(export(tmp_path / "_chat.txt", TALK + tom))
    assert ("And the fonts?",) not in rows("SELECT body FROM text")

    take(export(tmp_path / "_chat.txt", TALK + tom + answer))
    assert ("And the fonts?",) in rows("SELECT body FROM text")


# ---------------------------------------------------------------- the known client it is with


@pytest.fixture
def birch(home: Path, tmp_path: Path) -> Path:
    return write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)


def test_a_chat_with_a_known_client_is_part_of_it(birch: Path, tmp_path: Path) -> None:
    read([birch])
    take(export(tmp_path / "_chat.txt"), telling=BERLIN._replace(client="Birch"))

    (client,) = look.portfolio()
    assert (client["name"], client["messages_in"], client["messages_out"]) == ("Birch", 3, 2)


def test_later_reads_keep_whose_a_chat_is(birch: Path, tmp_path: Path) -> None:
    read([birch])
    take(export(tmp_path / "_chat.txt"), telling=BERLIN._replace(client="birch.example"))
    take(export(tmp_path / "_chat.txt", TALK + MORE))
    read([birch])

    assert (names(), look.one_client("Birch")["messages_in"]) == (["Birch"], 4)
    assert rows("SELECT COUNT(*) FROM decision WHERE kind = 'move'") == [(1,)]


def test_a_chat_that_was_a_client_of_its_own_can_be_put_to_a_known_one(birch: Path, tmp_path: Path) -> None:
    read([birch])
    path = export(tmp_path / "_chat.txt")
    take(path)
    assert names() == ["Anna Berg", "Birch"]

    take(path, telling=BERLIN._replace(client="Birch"))
    assert (names(), look.one_client("Birch")["messages_in"]) == (["Birch"], 3)


def test_what_the_person_says_of_a_chat_stands_above_its_name(birch: Path, tmp_path: Path) -> None:
    acme = Sample("Rudi <rudi@acme.example>", ME, at("2026-03-02 10:00"), "Yes?", message_id="r1")
    back = Sample(ME, "Rudi <rudi@acme.example>", at("2026-03-02 11:00"), "Yes!", message_id="r2")
    read([birch, write(tmp_path / "acme.mbox", acme, back)])
    talk = export(tmp_path / "_chat.txt", TALK.replace("Anna Berg", "Ann Birch"))
    take(talk, telling=BERLIN._replace(client="Acme"))

    assert {one["name"]: one["messages_in"] for one in look.portfolio()} == {"Birch": 2, "Acme": 2}


def test_a_chat_can_be_split_off_again(birch: Path, tmp_path: Path) -> None:
    read([birch])
    take(export(tmp_path / "_chat.txt"), telling=BERLIN._replace(client="Birch"))
    decide.split("Birch", ["anna-berg@chat.invalid"])

    assert names() == ["Anna Berg", "Birch"]


def test_a_group_with_a_known_client_is_part_of_it_as_a_whole(birch: Path, tmp_path: Path) -> None:
    read([birch])
    group = TALK + "14.03.26, 10:20 - Tom Berg: And the fonts?\n14.03.26, 10:30 - Mara Lind: Tomorrow.\n"
    take(export(tmp_path / "_chat.txt", group), telling=BERLIN._replace(client="Birch"))

    assert (names(), look.one_client("Birch")["messages_in"]) == (["Birch"], 4)


def test_a_chat_that_begins_before_the_mail_renames_nobody(home: Path, tmp_path: Path) -> None:
    pia = "Pia Sol <pia.sol@gmail.com>"
    box = write(
        tmp_path / "all.mbox",
        Sample(pia, ME, at("2026-03-20 10:00"), "Yes?", message_id="p1"),
        Sample(ME, pia, at("2026-03-20 11:00"), "Yes!", message_id="p2"),
    )
    read([box], me=[ME_ADDRESS])
    decide.rename("Pia Sol", "Sol & Daughters")
    take(export(tmp_path / "_chat.txt", TALK.replace("Anna Berg", "Pia Sol")))

    assert names() == ["Sol & Daughters"]


# ---------------------------------------------------------------- what must be said

SAID_WRONG = {
    "no zone": (MARA, Telling(), r"does not say its time zone.*--zone Europe/Berlin"),
    "an unknown zone": (MARA, Telling(zone="Europe/Atlantis"), "No time zone 'Europe/Atlantis'"),
    "no name": ([], BERLIN, r"which of these is you, with --me NAME: Anna Berg, Mara Lind\."),
    "a wrong name": (["Bob"], BERLIN, r"nobody is called 'Bob' in this chat; .*: Anna Berg, Mara Lind\."),
    "everybody's name": (["Anna Berg", "Mara Lind"], BERLIN, "it is with nobody"),
    "month first, which cannot be": (MARA, BERLIN._replace(day_first=False), "Say --day-first, or leave it out"),
}


@pytest.mark.parametrize("name", SAID_WRONG)
def test_what_is_missing_is_said_before_anything_is_stored(name: str, home: Path, tmp_path: Path) -> None:
    me, telling, sentence = SAID_WRONG[name]

    with pytest.raises(ChatError, match=sentence):
        take(export(tmp_path / "_chat.txt"), me=me, telling=telling)
    assert not config.database().exists()
    assert stored_messages() == 0


def test_an_unknown_client_is_refused_with_the_names_known(birch: Path, tmp_path: Path) -> None:
    read([birch])

    with pytest.raises(look.UnknownClientError, match="Known are Birch"):
        take(export(tmp_path / "_chat.txt"), telling=BERLIN._replace(client="Zebra"))
    assert names() == ["Birch"]
    assert [one[0] for one in look.me()] == [ME_ADDRESS]


def test_dates_that_can_be_read_either_way_are_asked_about(home: Path, tmp_path: Path) -> None:
    path = export(tmp_path / "_chat.txt", TALK.replace("14.03.26", "03/04/26"))

    with pytest.raises(ChatError, match=r"3/4/26.*--day-first or --month-first"):
        take(path)
    take(path, telling=BERLIN._replace(day_first=True))
    assert look.one_client("anna")["first"].startswith("2026-04-03")


def test_a_name_without_a_chat_is_no_address(birch: Path) -> None:
    with pytest.raises(ChatError, match="'Mara Lind' is no mail address"):
        read([birch], MARA)
    with pytest.raises(ChatError, match="there is none among the paths"):
        read([birch], telling=BERLIN)


def test_a_chat_in_which_nobody_speaks_is_said_so(home: Path, tmp_path: Path) -> None:
    with pytest.raises(ChatError, match="nobody says anything"):
        take(export(tmp_path / "_chat.txt", TALK.partition("\n")[0]))


def test_what_cannot_be_read_is_a_trouble_with_its_place_and_the_counts_add_up(home: Path, tmp_path: Path) -> None:
    bad = "31.02.26, 09:12 - Anna Berg: When?\n"
    path = export(tmp_path / "_chat.txt", TALK + bad + MORE)
    outcome = take(path)

    (trouble,) = outcome.troubles
    assert (trouble.file, trouble.offset) == (str(path), len(TALK))
    assert (outcome.messages, outcome.new) == (5, 4)
    assert look.troubles() == [trouble]
    assert take(export(path, TALK + bad + MORE + "17.03.26, 09:00 - Anna Berg: Bye\n")).messages == 6


def test_whose_chat_it_is_said_to_a_read_that_was_killed_is_known_to_the_next(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER)])
    take(path := export(tmp_path / "_chat.txt"))
    assert names() == ["Anna Berg", "Birch"]
    with killed_at("know", monkeypatch):
        take(path, telling=BERLIN._replace(client="Birch"))

    take(path)
    assert names() == ["Birch"]
