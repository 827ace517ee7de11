"""Mail is hostile input: whatever comes, a letter comes back, and the work is bounded."""

import random

import pytest

from alongside.core.evidence.nouns import Letter, Mailbox, Marks
from tests.core.evidence.mail.letters import DATE, read

FROM = f"From: Ann Birch <ann@birch.example>\n{DATE}\n".encode()
MIXED = b'Content-Type: multipart/mixed; boundary="x"\n\n'


def nested(depth: int) -> bytes:
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))


# Each took quadratic time, endless recursion or a crash in some mail parser.
HOSTILE = {
    "50,000 nested parts": nested(50_000) + b"\ninner",
    "the same boundary inside itself": (MIXED + b"--x\n") * 20_000,
    "50,000 parts": MIXED + b"--x\nContent-Type: text/plain\n\nhello\n" * 50_000,
    "50,000 parts, one of them for the library": MIXED
    + b"--x\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n"
    + b"--x\n\nhello\n" * 50_000,
    "41 levels over many lines": nested(41) + b"\n" * 1_000_000,
    "half a million delimiters that are none": MIXED + b"--xy\n" * 500_000,
    "parts with endless parameters": MIXED + (b"--x\nContent-Type: text/plain;" + b' ;=" a' * 900 + b"\n\n") * 1_100,
    "a header of 10 MB": b"X-Filler: " + b"a" * 10_000_000 + b"\n\nbody",
    "90,000 headers": b"a:\n" * 90_000 + b"\nbody",
    "a header in 80,000 folds": b"Subject: a" + b"\n a" * 80_000 + b"\n\nbody",
    "open quotes": b"To: " + b'"\\' * 60_000 + b"\n\n",
    "open comments": b"To: " + b"(" * 120_000 + b"\n\n",
    "open angles": b"To: " + b"<" * 120_000 + b"@\n\n",
    "open encoded words": b"Subject: " + b"=?a?q?" * 20_000 + b"\nTo: " + b"=?a?q?" * 20_000 + b"?=\n\n",
    "groups of nobody": b"To: " + b":;," * 40_000 + b"\n\n",
    "open labels": b"X-Gmail-Labels: " + b'"a,' * 60_000 + b"\n\n",
    "blanks": b"To: a" + b" " * 120_000 + b"@\nDate: Mon" + b" " * 100_000 + b"\n\n",
    "NULs": b"\n" + b"\0\n" * 500_000,
    "lone carriage returns": b"\r" * 1_000_000,
    "quoted line ends": b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 1_000_000,
    "base64 of nothing": b"Content-Transfer-Encoding: base64\n\n*" + b" \n" * 1_000_000,
    "soft line breaks": b"Content-Type: text/plain; format=flowed\n\n" + b"> a \n" * 300_000,
    "punycode": b"Content-Type: text/plain; charset=punycode\n\n" + b"a" * 200_000 + b"-" + b"b" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_still_a_letter(name: str) -> None:
    found = read(FROM + HOSTILE[name])
    assert found.sender == Mailbox("Ann Birch", "ann@birch.example")
    assert_sound(found)


def test_a_hostile_from_is_read_with_bounded_work() -> None:
    for value in (
        b'"a, ' * 2_500_000,
        b"(" * 120_000 + b"@",
        b"(" * 1_900 + b"@",
        b'"a, ' * 100_000 + b"@",
        b"<" * 100_000 + b"@",
    ):
        assert_sound(read(b"From: " + value + b"\n\nHello"))


def test_an_old_mac_message_without_end_is_cut_and_said() -> None:
    found = read(b"From: ann@birch.example\r\r" + b"a\r" * 1_000_000)
    assert found.marks & Marks.FALLBACK
    assert "only the first part of the message was read" in found.problems


SEEDS = (
    FROM + b"To: Mara <mara@lindstudio.example>, Doe, Jane <j@x.example>\nSubject: =?utf-8?B?w6k=?= x\n\nHello\n",
    FROM.replace(b"\n", b"\r\n") + b"Subject: a\r\n b\r\nMessage-ID: <1@x>\r\nReferences: <2@x> <3@x>\r\n\r\nHello\r\n",
    FROM
    + MIXED
    + b"--x\nContent-Type: text/plain; charset=latin-1\n\ncaf\xe9\n--x\n"
    + nested(2)
    + b"\ninner\n--x--\n",
    FROM + b"Content-Transfer-Encoding: base64\nContent-Type: text/html; charset*0*=utf-8''x\n\naGVsbG8gd29ybGQ=\n",
    FROM
    + b"Content-Type: text/plain; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\na =\n> b \n=C3=A9\n",
    FROM
    + b'Received: by x; Mon, 1 Jan 2024 10:00:00 +0100\nX-Gmail-Labels: a,"b,c"\nList-Id: <l>\nReturn-Path: <>\n\n',
    b"From: A via L <l@lists.example>\rDate: Mon Jan  1 10:00:00 2024\r\rContent-Transfer-Encoding: x-uuencode\r",
)
SHARDS = (
    *(
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"\n\n",
        b"\0",
        b"\xff",
        b"\xc3",
        b"=?",
        b"?=",
        b"=?utf-8?q?",
        b"--x",
        b"--x--\n",
        b'"',
    ),
    *(
        b"(",
        b")",
        b"<",
        b">",
        b",",
        b";",
        b":",
        b"@",
        b"=",
        b"*0*=",
        b"\n ",
        b"\\",
        b"begin 644 a\n",
        b"\x1b",
        b"+2AA-",
    ),
    *(b"charset=utf-7", b"charset=idna", b"boundary=", b"multipart/mixed;", b"x-uuencode", "\u202e".encode(), b"9999"),
)


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """A few cuts, copies, strange bytes and strange words, somewhere."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        here, there = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        match chance.randrange(5):
            case 0:
                del data[here : min(there, here + 20)]
            case 1:
                data[here:here] = data[here : here + 60]
            case 2:
                data[here : here + 1] = bytes([chance.randrange(256)])
            case _:
                data[here:here] = chance.choice(SHARDS)
    return bytes(data)


def assert_sound(found: Letter) -> None:
    """What every letter promises, whatever it was read from."""
    mailboxes = (found.sender, *found.reply_to, *found.to, *found.cc)
    lines = [found.subject, found.message_id, *found.references, *found.labels, *found.delivered_to, *found.problems]
    lines += [text for mailbox in mailboxes for text in mailbox]
    for text in (*lines, found.plain, found.html):
        text.encode()  # no lone surrogate
        assert "\0" not in text
        assert "\r" not in text
    for text in lines:
        assert "\n" not in text
        assert not any(sign in text for sign in "\x1b\x7f\x9b\u202e\u2066")
    for _, address in mailboxes:
        assert address == "" or (address.count("@") == 1 and address == address.lower() and " " not in address)
    assert len(found.subject) <= 500
    assert all(len(mailbox.name) <= 200 for mailbox in mailboxes)


@pytest.mark.parametrize("seed", range(len(SEEDS)))
def test_a_damaged_message_is_still_a_sound_letter(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same damage every time)
    for _ in range(500):
        assert_sound(read(mutate(SEEDS[seed], chance)))
