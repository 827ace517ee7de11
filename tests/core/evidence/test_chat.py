"""Chats as WhatsApp exports them: every layout and what is no message."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.core.evidence.chat.lines import cut_lines
from alongside.core.evidence.chat.nouns import Order
from alongside.core.evidence.chat.people import address_of, is_chat
from alongside.core.evidence.chat.survey import survey_chat
from alongside.core.evidence.nouns import Marks, Message
from tests.core.evidence.chats import LATEST, LRM, ME, messages, read

BERLIN = ZoneInfo("Europe/Berlin")


def said(text: str) -> list[tuple[str, str]]:
    return [(one.sender[0], one.body) for one in messages(text)]


def local(one: Message) -> str:
    return f"{datetime.fromtimestamp(one.sent, BERLIN):%Y-%m-%d %H:%M:%S}"


# ---------------------------------------------------------------- layouts

WRITTEN = {
    "iOS Germany": "[14.03.26, 21:12:45] Anna Berg: Hallo",
    "iOS Britain": "[14/03/2026, 21:12:45] Anna Berg: Hallo",
    "iOS United States": "[3/14/26, 9:12:45\u202fPM] Anna Berg: Hallo",
    "iOS Sweden": "[2026-03-14, 21:12:45] Anna Berg: Hallo",
    "iOS Korea": "[26. 3. 14. 오후 9:12:45] Anna Berg: Hallo",
    "iOS China": "[2026/3/14 下午9:12:45] Anna Berg: Hallo",
    "iOS Egypt": "[١٤\u200f/٣\u200f/٢٠٢٦، ٩:١٢:٤٥ م] Anna Berg: Hallo",
    "Android Germany": "14.03.26, 21:12 - Anna Berg: Hallo",
    "Android Britain": "14/03/2026, 21:12 - Anna Berg: Hallo",
    "Android India": "14/03/26, 9:12\u202fpm - Anna Berg: Hallo",
    "Android United States": "3/14/26, 9:12\u202fPM - Anna Berg: Hallo",
    "Android Brazil": "14/03/2026 21:12 - Anna Berg: Hallo",
    "Android Netherlands": "14-03-2026 21:12 - Anna Berg: Hallo",
    "Android Sweden": "2026-03-14 21:12 - Anna Berg: Hallo",
    "Android Mexico": "14/3/2026, 9:12 p.\u00a0m. - Anna Berg: Hallo",
    "Android France": "14/03/2026 à 21:12 - Anna Berg: Hallo",
    "Android Finland": "14.3.2026 klo 21.12 - Anna Berg: Hallo",
    "Android Indonesia": "14/03/26 21.12 - Anna Berg: Hallo",
    "Android Czechia": "14. 3. 2026 21:12 - Anna Berg: Hallo",
    "Android Croatia": "14. 03. 2026. u 21:12 - Anna Berg: Hallo",
    "Android Hungary": "2026. 03. 14. 21:12 - Anna Berg: Hallo",
    "Android Bulgaria": "14.03.26 г., 21:12 ч. - Anna Berg: Hallo",
    "Android Canada": "2026-03-14, 9:12 p.m. - Anna Berg: Hallo",
    "Android South Africa": "2026/03/14, 9:12 pm - Anna Berg: Hallo",
    "Android Japan": "2026/03/14 21:12 - Anna Berg: Hallo",
    "Android Greece": "14/3/26, 9:12 μ.μ. - Anna Berg: Hallo",
    "Android Turkey": "14.03.2026 21:12 - Anna Berg: Hallo",
    "WhatsApp on the web": "[21:12, 14/3/2026] Anna Berg: Hallo",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_message_is_read_as_phones_of_every_country_write_it(name: str) -> None:
    (one,) = messages(WRITTEN[name])

    seconds = "45" if name.startswith("iOS") else "00"
    assert (one.sender, one.body) == (("Anna Berg", "anna-berg@chat.invalid"), "Hallo")
    assert local(one) == f"2026-03-14 21:12:{seconds}"


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:00 AM", 0), ("12:59 am", 0), ("1:00 AM", 1), ("11:59 AM", 11), ("12:00 PM", 12), ("1:00 PM", 13)],
)
def test_twelve_o_clock_is_midnight_or_noon(clock: str, hour: int) -> None:
    (one,) = messages(f"3/14/26, {clock} - Anna: Hi")

    assert local(one)[11:13] == f"{hour:02}"


def test_a_message_of_several_lines_is_one() -> None:
    text = "14/03/2026, 09:12 - Anna: One\n\nTwo: 2\n- three\n14/03/2026, 09:13 - Mara Lind: Four\n"

    assert said(text) == [("Anna", "One\n\nTwo: 2\n- three"), ("Mara Lind", "Four")]


def test_a_line_laid_out_in_another_way_belongs_to_the_text() -> None:
    text = "[14.03.26, 09:12:45] Anna: He wrote\n14/03/2026, 09:12 - Tom: Never!\n[14.03.26, 09:13:00] Mara Lind: Oh"

    assert said(text) == [("Anna", "He wrote\n14/03/2026, 09:12 - Tom: Never!"), ("Mara Lind", "Oh")]


def test_line_feeds_of_every_kind_and_a_byte_order_mark_are_no_text() -> None:
    text = "\ufeff[14.03.26, 09:12:45] Anna: One\nTwo\r\n[14.03.26, 09:13:00] Mara Lind: Three\r\n"

    assert said(text) == [("Anna", "One\nTwo"), ("Mara Lind", "Three")]


def test_every_message_says_where_it_stands() -> None:
    text = "14/03/2026, 09:12 - Anna: Grüße\nund mehr\n14/03/2026, 09:13 - Mara Lind: Ja\n"
    one, two = messages(text)

    raw = text.encode()
    assert raw[: one.length].decode().endswith("mehr\n")
    assert raw[int(two.place) :].startswith(b"14/03/2026, 09:13")
    assert int(two.place) + two.length == len(raw)


# ---------------------------------------------------------------- which number is the day


def order_of(*dates: str) -> Order | None:
    lines = "".join(f"{date}, 09:12 - Anna: Hi\n" for date in dates)
    return survey_chat(cut_lines([lines.encode()]), latest=LATEST).order


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("05/03/26", "14/03/26"), Order.DAY),  # a fourteenth month is none
        (("03/05/26", "03/14/26"), Order.MONTH),
        (("01/02/26", "03/02/26", "02/03/26"), Order.DAY),  # month first, it would go back in time
        (("02/01/26", "02/03/26", "03/02/26"), Order.MONTH),
        (("11/12/26", "01/01/27"), None),  # December 11 or November 12, then New Year
        (("03.05.26",), Order.DAY),  # nobody writes dots and the month first
        (("2026-03-05",), Order.YEAR),
        (("03/04/26",), None),
        (("01/02/26", "01/03/26"), None),
        (("05/05/26", "06/06/26"), None),
    ],
)
def test_the_order_of_dates_is_told_by_the_whole_file(dates: tuple[str, ...], order: Order | None) -> None:
    assert order_of(*dates) == order


def test_a_date_still_to_come_tells_the_order_too() -> None:
    assert order_of("02/01/27", "03/01/27") is Order.DAY  # not February and March of the year after


def test_one_late_message_does_not_turn_the_order_round() -> None:
    assert order_of("11/02/26", "12/02/26", "11/02/26", "01/03/26") is Order.DAY


# ---------------------------------------------------------------- what is no message

NO_MESSAGE = {
    "the notice of encryption, iOS": f"Anna: {LRM}Messages and calls are end-to-end encrypted. Only people in it",
    "the notice of encryption, its mark lost": "Anna: Messages and calls are end-to-end encrypted. No one outside",
    "a picture left out": f"Anna: {LRM}image omitted",
    "a picture left out, German": f"Anna: {LRM}Bild weggelassen",
    "a picture with its name": f"Anna: {LRM}<attached: 00000012-PHOTO-2026-03-14-09-12-45.jpg>",
    "a document": f"Anna: Offer.pdf • {LRM}2 pages {LRM}document omitted",
    "a missed call": f"Anna: {LRM}Missed voice call. {LRM}Tap to call back",
    "a deleted message": f"Anna: {LRM}This message was deleted.",
    "a poll": f"Anna: {LRM}POLL:\nWhen?\n{LRM}OPTION: Monday ({LRM}1 vote)",
    "nothing at all": "Anna: ",
    "nothing but marks": f"Anna: {LRM}{LRM}",
}
NO_MESSAGE_ON_ANDROID = {
    "the notice of encryption": "Messages and calls are end-to-end encrypted. No one outside of this chat can read.",
    "somebody added": "Anna added Tom",
    "a subject with a colon": 'Anna changed the subject from "Site" to "Site: new"',
    "a group with a colon": "Anna created group “Site: new”",
    "a security code": "Your security code with Anna changed. Tap to learn more.",
    "media left out": "Anna: <Media omitted>",
    "media left out, German": "Anna: <Medien ausgeschlossen>",
    "media left out, Spanish": "Anna: <Multimedia omitido>",
    "media left out, Portuguese": "Anna: <Mídia oculta>",
    "a picture with its name": f"Anna: {LRM}IMG-20260314-WA0001.jpg (file attached)",
    "a picture in a language not known": "Anna: IMG-20260314-WA0001.jpg (soubor přiložen)",
    "a document": "Anna: Our offer, second draft.pdf (archivo adjunto)",
    "a deleted message": "Anna: This message was deleted",
    "my deleted message": "Anna: You deleted this message",
    "a deleted message, French": "Anna: Ce message a été supprimé",
    "what could be seen once": "Anna: null",
    "a missed call": "Anna: Missed video call",
    "a place": "Anna: location: https://maps.google.com/?q=52.5,13.4",
}


@pytest.mark.parametrize("name", NO_MESSAGE)
def test_what_whatsapp_writes_on_ios_is_no_message(name: str) -> None:
    assert read(f"[14.03.26, 09:11:00] Mara Lind: Hi\n[14.03.26, 09:12:45] {NO_MESSAGE[name]}\n")[1:] == []


@pytest.mark.parametrize("name", NO_MESSAGE_ON_ANDROID)
def test_what_whatsapp_writes_on_android_is_no_message(name: str) -> None:
    assert read(f"14.03.26, 09:11 - Mara Lind: Hi\n14.03.26, 09:12 - {NO_MESSAGE_ON_ANDROID[name]}\n")[1:] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("I deleted this message", "I deleted this message"),
        ("Missed video call from you, can we talk?", "Missed video call from you, can we talk?"),
        ("the image omitted the logo", "the image omitted the logo"),
        ("See offer.pdf (second page)", "See offer.pdf (second page)"),
        ("Two more <This message was edited>", "Two more"),
        (f"Two more {LRM}<Diese Nachricht wurde bearbeitet.>", "Two more"),
        (f"The draft {LRM}<attached: 00000012-PHOTO-2026-03-14-09-12-45.jpg>", "The draft"),
        (f"The draft {LRM}image omitted", "The draft"),
        ("IMG-20260314-WA0001.jpg (file attached)\nThe draft", "The draft"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("\u202egnihton\u202c here", "gnihton here"),
    ],
)
def test_what_a_person_wrote_stays(written: str, meant: str) -> None:
    assert said(f"14.03.26, 09:12 - Anna: {written}") == [("Anna", meant)]


def test_a_group_s_own_name_speaks_no_word() -> None:
    text = (
        f"[14.03.26, 09:10:00] Site Birch: {LRM}Messages and calls are end-to-end encrypted.\n"
        f"[14.03.26, 09:10:00] Site Birch: {LRM}Anna created this group\n[14.03.26, 09:12:45] Anna: Hi\n"
    )
    assert list(survey_chat(cut_lines([text.encode()]), latest=LATEST).names) == ["Anna"]


# ---------------------------------------------------------------- people


def test_an_address_stands_for_a_name_and_can_never_be_real() -> None:
    assert address_of("Anna Berg") == "anna-berg@chat.invalid"
    assert is_chat(address_of("Jörg Öhm"))
    assert len({address_of(name) for name in ("Jörg", "Jorg", "Анна", "Ольга", "+49 170 1", "+49 1701")}) == 6
    assert address_of("+49 170 1234567") == address_of("+49 170 1234567")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("~\u202fAnna Berg", "Anna Berg"),
        ("\u2068Anna Berg\u2069", "Anna Berg"),
        ("\u202eannA", "annA"),
        ("ענת לוי", "ענת לוי"),
        ("Anna  Berg", "Anna Berg"),
    ],
)
def test_a_name_is_kept_without_what_only_steers_the_screen(written: str, name: str) -> None:
    assert [one.sender[0] for one in messages(f"[14.03.26, 09:12:45] {written}: Hi")] == [name]


def test_mine_go_to_the_other_and_theirs_to_me() -> None:
    ask, answer = messages("14.03.26, 09:12 - Anna: Yes?\n14.03.26, 09:13 - Mara Lind: Yes!")

    assert (ask.to, ask.cc, ask.asks) == ((("Mara Lind", "mara-lind@chat.invalid"),), (), True)
    assert (answer.to, answer.cc) == ((("Anna", "anna@chat.invalid"),), ())
    assert ask.marks == Marks.CHAT


def test_in_a_group_mine_go_to_who_spoke_last() -> None:
    text = "".join(
        f"14.03.26, 09:1{minute} - {who}: {who} {minute}\n"
        for minute, who in enumerate(["Anna", "Tom", "Mara Lind", "Anna", "Mara Lind"])
    )
    mine = [one for one in messages(text) if one.sender[0] == ME]

    assert [[name for name, _ in one.to] for one in mine] == [["Tom"], ["Anna"]]
    assert [[name for name, _ in one.cc] for one in mine] == [["Anna"], ["Tom"]]


# ---------------------------------------------------------------- time, threads and identities


def test_clocks_that_jump_are_read_as_business_time_reads_them() -> None:
    jump, twice = "29.03.26, 02:30 - Anna: Gap", "25.10.26, 02:30 - Anna: Fold"
    gap, fold = messages(f"{jump}\n{twice}\n")

    assert datetime.fromtimestamp(gap.sent, UTC) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # the moment of the jump
    assert datetime.fromtimestamp(fold.sent, UTC) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )  # the first half past two
    assert (gap.zone, fold.zone) == (120, 120)


def test_a_local_day_is_one_thread() -> None:
    evening = "14.03.26, 23:50 - Anna: A\n14.03.26, 23:59 - Mara Lind: B\n"
    text = evening + "15.03.26, 00:01 - Anna: C\n15.03.26, 09:00 - Anna: D"
    first, second, third, fourth = messages(text, zone="America/New_York")

    assert (first.references, second.references) == ((), (first.uid,))
    assert (third.references, fourth.references) == ((), (third.uid,))


def test_a_message_answers_the_last_one_of_somebody_else() -> None:
    text = "".join(f"14.03.26, 09:1{i} - {who}: {i}\n" for i, who in enumerate(["Anna", "Tom", "Tom", "Mara Lind"]))
    anna, tom, again, mine = messages(text)

    assert [one.parent for one in (tom, again, mine)] == [anna.uid, anna.uid, again.uid]


def test_a_longer_export_gives_the_same_messages_again_in_another_layout_too() -> None:
    short = "14/03/2026, 09:12 - Anna: ok\n14/03/2026, 09:12 - Anna: ok\n14/03/2026, 21:13 - Mara Lind: ok\n"
    long = "3/14/26, 9:12 AM - Anna: ok\n3/14/26, 9:12 AM - Anna: ok\n3/14/26, 9:13 PM - Mara Lind: ok\n"
    long += "3/15/26, 8:00 AM - Tom: Hi\n"

    known, again = ([one.uid for one in messages(text)] for text in (short, long))
    assert len(set(known)) == 3
    assert again[:3] == known


def test_the_same_words_to_two_people_are_two_messages() -> None:
    (_, one), (_, two) = (messages(f"14.03.26, 09:00 - {who}: Hi\n14.03.26, 09:12 - Mara Lind: ok\n") for who in "AB")

    assert one.uid != two.uid


def test_who_is_me_changes_no_identity() -> None:
    text = "14.03.26, 09:12 - Anna: Yes?\n14.03.26, 09:13 - Mara Lind: Yes!"

    assert [one.uid for one in messages(text, me=["Anna"])] == [one.uid for one in messages(text)]
