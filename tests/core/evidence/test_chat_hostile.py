"""Chats in hostile files, and whatever is written read back."""

from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.core.evidence.chat.heads import read_head
from alongside.core.evidence.chat.lines import LONGEST, cut_lines
from alongside.core.evidence.chat.notices import spoken
from alongside.core.evidence.chat.nouns import Order
from alongside.core.evidence.chat.people import name_of
from alongside.core.evidence.chat.survey import looks_like_chat
from alongside.core.evidence.nouns import Message
from alongside.core.trace import Trouble
from tests.core.evidence.chats import WAYS, Way, read


def test_a_date_that_is_none_is_a_trouble_with_its_place_and_what_follows_it_is_lost_with_it() -> None:
    text = "14.03.26, 09:12 - Anna: One\n31.02.26, 09:12 - Anna: Two\nmore\n14.03.26, 25:12 - Anna: Three\n"
    text += "15.03.26, 09:00 - Anna: Four"
    one, two, three, four = read(text)

    assert two == Trouble("chat.txt", 28, "there is no 31.2.26 9:12 (read day-first)")
    assert isinstance(three, Trouble)
    assert isinstance(one, Message)
    assert isinstance(four, Message)
    assert (one.body, four.body) == ("One", "Four")


@pytest.mark.parametrize(
    ("year", "why"), [("2008", "before WhatsApp"), ("2028", "still to come"), ("9999", "still to")]
)
def test_a_year_that_cannot_be_is_a_trouble(year: str, why: str) -> None:
    (trouble,) = read(f"14.03.{year}, 09:12 - Anna: One")

    assert isinstance(trouble, Trouble)
    assert why in trouble.reason


def test_what_stands_before_the_first_message_is_a_trouble() -> None:
    found = read("Notes\nof mine\n14.03.26, 09:12 - Anna: One")

    assert found[0] == Trouble("chat.txt", 0, "stands before the first message")


def test_a_line_of_ten_megabytes_is_a_trouble_and_the_next_message_is_read() -> None:
    long = "word " * 2_000_000
    trouble, one = read(f"14.03.26, 09:12 - Anna: {long}\n14.03.26, 09:13 - Anna: Short")

    assert isinstance(trouble, Trouble)
    assert trouble.offset == 0
    assert "10 MB" in trouble.reason
    assert isinstance(one, Message)
    assert one.body == "Short"


@pytest.mark.parametrize(
    "line",
    [
        b"14.03.26, 09:12 - Anna: be\0fore",
        b"14.03.26, 09:12 - Anna: caf\xe9 cr\xe8me",
        b"14.03.26, 09:12 - J\xf6rg: before",
        b"14.03.26, 09:12 - \xe2\x80\xaegnp.nna: before",
        b"14.03.26, 09:12 - Anna: \xff\xfe\xfd",
    ],
)
def test_odd_bytes_are_read_as_well_as_can_be(line: bytes) -> None:
    (one,) = read(line + b"\n")

    assert isinstance(one, Message)
    assert "\0" not in one.body
    assert one.sender[0].isprintable()


@pytest.mark.parametrize("size", [1, 2, 7, 1 << 16])
def test_lines_are_the_same_in_blocks_of_any_size(size: int) -> None:
    raw = b"one\r\n\ntwo\nthree"
    lines = list(cut_lines(raw[at : at + size] for at in range(0, len(raw), size)))

    assert [(line.offset, line.raw) for line in lines] == [(0, b"one\r\n"), (5, b"\n"), (6, b"two\n"), (10, b"three")]


def test_of_a_line_no_more_is_held_than_a_message_is_long() -> None:
    (line,) = cut_lines(b"x" * 70_000 for _ in range(100))

    assert (line.length, len(line.raw)) == (7_000_000, LONGEST)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"14.03.26, 09:12 - Anna: Hi\n", True),
        (b"\n\xef\xbb\xbf[14.03.26, 09:12:45] Anna: Hi\n", True),
        (b"Exported by me\n14.03.26, 09:12 - Anna: Hi\n14.03.26, 09:13 - Anna: Hi\n", True),
        (b"Minutes of the meeting\n14.03.26, 09:12 - Anna: Hi\n", False),
        (b"From: ann@birch.example\n\nHi\n", False),
        (b"14.03.26;09:12;Anna;Hi\n", False),
        (b"\0" * 4096, False),
        (b"", False),
    ],
)
def test_a_chat_is_known_by_its_first_lines(head: bytes, is_one: bool) -> None:  # noqa: FBT001 - a parameter
    assert looks_like_chat(head) is is_one


# ---------------------------------------------------------------- whatever is written is read back

VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
TEXTS = st.lists(st.text(VISIBLE, max_size=40), min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
NAMES = st.text(VISIBLE, min_size=1, max_size=20).map(name_of).filter(lambda name: name and ": " not in name)


@settings(max_examples=150, deadline=None)
@given(
    way=st.sampled_from(sorted(WAYS)).map(WAYS.__getitem__),
    talk=st.lists(st.tuples(st.integers(0, 1), st.integers(61, 400_000), TEXTS), min_size=1, max_size=8),
    names=st.tuples(NAMES, NAMES),
)
def test_any_talk_in_any_layout_is_read_back(
    way: Way, talk: list[tuple[int, int, str]], names: tuple[str, str]
) -> None:
    assume(not any('"' in name or set(name) & set("“”„‟«»") for name in names))
    assume(all(spoken(text, marked=True) == text for _, _, text in talk))
    assume(not any(read_head(line) for _, _, text in talk for line in text.split("\n")[1:]))
    at = datetime(2025, 6, 1, 8, 0, tzinfo=UTC).timestamp()
    lines: list[str] = []
    expected: list[tuple[str, str, int]] = []
    for who, later, text in talk:
        at += later
        seconds = int(at) if way.seconds else int(at) // 60 * 60
        lines.append(f"{way.head(datetime.fromtimestamp(seconds, UTC))}{names[who]}: {text}\n")
        expected.append((names[who], text, seconds))

    found = read("".join(lines), me=(), zone="UTC", order=way.order)
    assert [(one.sender[0], one.body, one.sent) for one in found if isinstance(one, Message)] == expected


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"14.03.26, 09:12 - ", b"[3/14/26, 9:12:45 PM] ", b""]))
def test_no_bytes_break_the_reading(noise: bytes, head: bytes) -> None:
    raw = b"14.03.26, 09:12 - Anna: Hi\n" + head + noise + b"\n14.03.26, 09:13 - Anna: End\n"
    found = read(raw, order=Order.DAY)

    assert isinstance(found[0], Message)
    assert all(isinstance(one, Message | Trouble) for one in found)
