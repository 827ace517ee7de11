"""Header text: encoded words, raw bytes, and what may not reach a screen."""

import pytest

from alongside.core.evidence.mail.params import read_kind
from tests.core.evidence.mail.letters import DATE, letter, read


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("=?utf-8?B?w6k=?=", "é"),
        ("=?utf-8?Q?caf=C3=A9_au_lait?=", "café au lait"),
        ("=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"),  # the blank between two words is not text
        ("=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b"),
        ("=?utf-8?q?=C3?=\n =?utf-8?q?=A9?=", "é"),  # one letter split across two words
        ("=?utf-8?B?w6k=?= =?iso-8859-1?Q?=E9?=", "éé"),
        ("=?utf-8*en?Q?hi?=", "hi"),  # RFC 2231 language
        ("=?iso-2022-jp?B?GyRCQCQzJhsoQg==?=", "世界"),
        ("=?utf-8?Q?How are you??=", "How are you?"),
        ("=?utf-8?B?w6k?=", "é"),  # no padding
        ("=?nonsense?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?Q?never ends", "=?utf-8?Q?never ends"),
        ("a =?= b ?= =?x?q?y", "a =?= b ?= =?x?q?y"),
        ("folded\n\tonce\n  twice", "folded once twice"),
        ("Re: \x1b[31mred\x07", "Re: [31mred"),
        ("invoice \u202efdp.exe\u202c", "invoice fdp.exe"),
        ("a\u2028b", "a b"),
        ("=?utf-8?Q?two=0D=0Alines?=", "two lines"),
        ("👩\u200d🎨 work", "👩\u200d🎨 work"),  # a joined emoji is not a trick
    ],
)
def test_a_subject_reads_as_it_was_meant(written: str, subject: str) -> None:
    assert letter(f"Subject: {written}").subject == subject


@pytest.mark.parametrize(
    ("raw", "subject"),
    [(b"caf\xc3\xa9", "café"), (b"caf\xe9", "café"), (b"=?iso-8859-1?Q?caf\xe9?=", "café")],
)
def test_raw_8_bit_headers_are_utf_8_else_cp1252(raw: bytes, subject: str) -> None:
    assert read(b"Subject: " + raw + b"\nFrom: a@b.example\n\n").subject == subject


def test_a_subject_is_cut_at_500_characters() -> None:
    assert len(letter("Subject: " + "long " * 1000).subject) == 500


def test_a_header_name_may_be_followed_by_a_blank() -> None:
    assert read(f"Subject : old syntax\nFROM: a@b.example\n{DATE}\n\n").subject == "old syntax"


def test_headers_beyond_256_kb_are_cut_and_said() -> None:
    found = read(f"From: a@b.example\n{DATE}\nX-Filler: {'x' * 300_000}\nSubject: too late\n\nHello")
    assert (found.subject, found.plain) == ("", "Hello")
    assert found.problems == ("the headers are longer than 256 KB; the rest of them was not read",)


def test_a_single_header_longer_than_that_is_cut_too() -> None:
    assert read("To: " + "a@b.example, " * 40_000 + f"\nFrom: a@b.example\n{DATE}\n\nHello").plain == "Hello"


@pytest.mark.parametrize(
    ("value", "name", "params"),
    [
        ("text/plain", "text/plain", {}),
        ("Text/HTML; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        ('multipart/mixed; boundary="a; b=c"', "multipart/mixed", {"boundary": "a; b=c"}),
        ('x/y; a="b\\"c"', "x/y", {"a": 'b"c'}),
        ("x/y; a=b (note); c=d", "x/y", {"a": "b", "c": "d"}),
        ("(note) text/plain; a=b", "text/plain", {"a": "b"}),
        ("x/y\tboundary=b", "x/y", {"boundary": "b"}),  # the semicolon forgotten
        ("x/y; f*=utf-8''no%C3%ABl", "x/y", {"f": "noël"}),
        ("x/y; f*1=b; f*0=a", "x/y", {"f": "ab"}),
        ("x/y; f*0*=iso-8859-1'fr'no%EBl; f*1*=%20x; f*2=.y", "x/y", {"f": "noël x.y"}),
        ('x/y; a="never closed', "x/y", {"a": "never closed"}),
        ("", "", {}),
        (";;;=;a", "", {}),
    ],
)
def test_parameters_are_read_as_rfc_2045_and_2231_say(value: str, name: str, params: dict[str, str]) -> None:
    assert read_kind(value) == (name, params)
