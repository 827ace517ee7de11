"""The odd messages of the field, one row each: what stands in the mail, and what a careful reader makes of it."""

import pytest

from alongside.core.evidence.nouns import Mailbox, Marks
from tests.core.evidence.mail.letters import DATE, NINE, letter, multipart, read


def test_an_ordinary_message_is_read_without_a_word_of_trouble() -> None:
    found = letter("To: Mara Lind <mara@lindstudio.example>\nSubject: Hello\nMessage-ID: <1@birch.example>")
    assert found.sender == Mailbox("Ann Birch", "ann@birch.example")
    assert found.to == (Mailbox("Mara Lind", "mara@lindstudio.example"),)
    assert (found.subject, found.message_id, found.plain) == ("Hello", "1@birch.example", "Hello Mara\n")
    assert (found.sent, found.offset) == (NINE, 60)
    assert (found.marks, found.problems) == (Marks.NONE, ())


def test_line_ends_make_no_difference() -> None:
    text = f"From: ann@birch.example\n{DATE}\nSubject: two\n lines\n\none\ntwo\n"
    assert read(text) == read(text.replace("\n", "\r\n"))


def test_a_header_with_lf_ends_and_a_blank_line_with_crlf_is_still_split_there() -> None:
    assert read(f"From: ann@birch.example\n{DATE}\n\r\nBody: no header\n\nmore").plain == "Body: no header\n\nmore"


def test_bare_carriage_returns_are_left_to_the_standard_library() -> None:
    found = read(f"From: ann@birch.example\r{DATE}\rSubject: Old Mac\r\rone\rtwo\r")
    assert (found.subject, found.plain) == ("Old Mac", "one\ntwo\n")
    assert found.marks & Marks.FALLBACK
    assert found.problems == ("read by the standard library: the message has no line feeds",)


def test_a_missing_blank_line_is_left_to_the_standard_library() -> None:
    found = read(f"From: ann@birch.example\n{DATE}\nSubject: Hurry\nNo blank line here\nat all\n")
    assert (found.subject, found.plain) == ("Hurry", "No blank line here\nat all\n")
    assert found.marks & Marks.FALLBACK


def test_a_stray_line_between_headers_is_passed_over() -> None:
    found = read(f">From ann Mon Jan  1\nFrom: ann@birch.example\nno header\n{DATE}\nSubject: Still here\n\nHello")
    assert (found.subject, found.plain, found.sent) == ("Still here", "Hello", NINE)


def test_a_text_without_headers_is_a_text() -> None:
    found = read("Dear Mara,\nthis is no mail\n")
    assert found.plain == "Dear Mara,\nthis is no mail\n"
    assert "the message has no headers" in found.problems


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r\n\r\n", b"\0", b"x", b":", b"\xff\xfe", b"From:\n\n"])
def test_next_to_nothing_is_still_a_letter(raw: bytes) -> None:
    assert read(raw).sender == Mailbox("", "")


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("utf-8", b"caf\xc3\xa9", "café"),
        ("us-ascii", b"caf\xc3\xa9", "café"),  # declared too small
        ("utf-8", b"caf\xe9", "café"),  # declared wrong
        ("no-such-charset", b"caf\xc3\xa9", "café"),
        ("no-such-charset", b"caf\xe9", "café"),
        ("iso-8859-1", b"\x93caf\xe9\x94 \x80", "“café” €"),  # Windows calls its own charset so
        ("gb2312", "陳".encode("gb18030"), "陳"),  # beyond GB 2312
        ("ks_c_5601-1987", "안녕".encode("cp949"), "안녕"),
        ("iso-2022-jp", "世界".encode("iso2022_jp"), "世界"),
        ("utf-16le", "hé".encode("utf-16-le"), "hé"),
        ("hex", b"6869", "6869"),  # a Python codec that is no charset
        ("punycode", b"caf-dma", "caf-dma"),
        ("utf-8", "Grüße, schöne, größte ".encode() + b"\xff", "Grüße, schöne, größte \ufffd"),  # one bad byte
        ("utf-8", "Grüße, schöne".encode()[:-1] + b"\xc3", "Grüße, schön\ufffd"),  # cut inside a letter
        ("utf-8", b"a\0b\r\nc\rd", "ab\nc\nd"),
    ],
)
def test_a_charset_is_believed_only_where_it_fits(charset: str, data: bytes, text: str) -> None:
    assert letter(f"Content-Type: text/plain; charset={charset}", data).plain == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("aGVsbG8gd29ybGQ=", "hello world"),
        ("aGVsbG8g\nd29ybGQ=\n", "hello world"),
        ("aGVsbG8gd29ybGQ", "hello world"),  # no padding
        ("aGVs*bG8gd29ybGQ=", "hello world"),  # a bad symbol
        ("aGVsbG8gd29ybGQh\n________________\nDesign list\nlist@lists.example\n", "hello world!"),
        ("aGVsbG8gd29ybGQ=\n--\nDesign list\n", "hello world"),
        ("aGVsbG8gd29ybGQhX", "hello world!"),  # one symbol too many
        ("This is not base64 at all, is it?", "This is not base64 at all, is it?"),
    ],
)
def test_base64_is_read_as_far_as_it_is_base64(body: str, text: str) -> None:
    assert letter("Content-Transfer-Encoding: base64", body).plain == text


def test_quoted_printable_is_read() -> None:
    assert (
        letter("Content-Transfer-Encoding: quoted-printable", "caf=C3=A9 =\nau lait=20\n=ZZ").plain
        == "café au lait \n=ZZ"
    )


def test_uuencode_is_left_to_the_standard_library() -> None:
    found = letter("Content-Transfer-Encoding: x-uuencode", "begin 644 a.txt\n%:&5L;&\\ \n`\nend\n")
    assert found.plain == "hello"
    assert found.marks & Marks.FALLBACK
    assert "read by the standard library: a part in x-uuencode" in found.problems


def test_both_texts_of_an_alternative_are_taken() -> None:
    found = multipart(
        "Content-Type: text/plain\n\nHello", "Content-Type: text/html\n\n<p>Hello</p>", kind="alternative"
    )
    assert (found.plain, found.html) == ("Hello", "<p>Hello</p>")


def test_a_forwarded_message_is_an_attachment_and_not_body() -> None:
    found = multipart(
        "Content-Type: text/plain\n\nSee below", "Content-Type: message/rfc822\n\nSubject: inner\n\nInner words"
    )
    assert found.plain == "See below"


def test_the_messages_of_a_digest_are_not_body() -> None:
    assert multipart("\nSubject: inner\n\nInner words", kind="digest").plain == ""


def test_attached_texts_are_not_body() -> None:
    found = multipart(
        "Content-Type: text/plain\n\nHello",
        "Content-Type: text/plain\nContent-Disposition: attachment\n\nfile one",
        'Content-Type: text/plain\nContent-Disposition: inline; filename="notes.txt"\n\nfile two',
        "Content-Type: text/plain; name*=utf-8''no%C3%ABl.txt\n\nfile three",
        "Content-Type: text/plain\nContent-Disposition: inline\n\nMara",
        "Content-Type: text/csv\n\n1,2",
    )
    assert found.plain == "Hello\nMara"


def test_a_part_without_headers_is_plain_text() -> None:
    assert multipart("\nHello", "Hello again: no header").plain == "Hello\nHello again: no header"


def test_a_boundary_that_begins_like_another_is_another() -> None:
    found = letter(
        "Content-Type: multipart/mixed; boundary=a",
        "--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n\none\n--ab\n\ntwo\n--ab--\n--a\n\nthree\n--a--\n",
    )
    assert found.plain == "one\ntwo\nthree"


def test_a_multipart_that_never_ends_is_read_to_its_end() -> None:
    assert letter("Content-Type: multipart/mixed; boundary=a", "--a\n\none\n--a\n\ntwo").plain == "one\ntwo"


@pytest.mark.parametrize("kind", ["multipart/mixed", "multipart/mixed; boundary=never"])
def test_a_multipart_without_its_boundary_is_read_as_it_stands(kind: str) -> None:
    found = letter(f"Content-Type: {kind}", "Hello\n")
    assert found.plain == "Hello\n"
    assert found.problems == ("a multipart message without its boundary; read as plain text",)


@pytest.mark.parametrize("depth", [39, 40, 50])
def test_parts_in_parts_are_read_however_deep(depth: int) -> None:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    found = read(f"From: ann@birch.example\n{DATE}\n{parts}Content-Type: text/plain\n\nDown here")
    assert found.plain == "Down here"
    assert bool(found.marks & Marks.FALLBACK) == (depth > 40)


def test_flowed_lines_are_joined_and_their_quotes_kept() -> None:
    body = "This goes \non here.\n From here\n> quoted \n> words\n>> deeper\n-- \nAnn\n"
    found = letter("Content-Type: text/plain; format=flowed", body)
    assert found.plain == "This goes on here.\nFrom here\n> quoted words\n>> deeper\n-- \nAnn\n"


def test_flowed_lines_with_delsp_lose_the_blank() -> None:
    assert letter("Content-Type: text/plain; format=flowed; delsp=yes", "Donau \nschiff\n").plain == "Donauschiff\n"


def test_too_much_text_is_cut_and_said() -> None:
    found = letter("", "a" * 1_000_001)
    assert len(found.plain) == 1_000_000
    assert found.problems == ("the plain text is too long; only the first part was kept",)


def test_the_direct_parent_is_the_last_reference() -> None:
    found = letter("References: <one@x> <two@x>\n <three@x>\nIn-Reply-To: <two@x>")
    assert found.references == ("one@x", "three@x", "two@x")
    assert letter("In-Reply-To: Ann's note of Monday <two@x>").references == ("two@x",)
    assert letter("References: <one@x>\n\t<two@x>").references == ("one@x", "two@x")


def test_a_long_chain_keeps_its_root_and_its_end() -> None:
    found = letter("References: " + " ".join(f"<{n}@x>" for n in range(1000)))
    assert (len(found.references), found.references[0], found.references[-1]) == (200, "0@x", "999@x")
