"""Who is named in From, To and Cc."""

import pytest

from alongside.core.evidence.nouns import Mailbox, Marks
from tests.core.evidence.mail.letters import DATE, letter, read


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("j@x.example", [("", "j@x.example")]),
        ("<J@X.Example>", [("", "j@x.example")]),
        ("Jane Doe <j@x.example>", [("Jane Doe", "j@x.example")]),
        ('"Doe, Jane" <j@x.example>', [("Doe, Jane", "j@x.example")]),
        ("Doe, Jane <j@x.example>", [("Doe, Jane", "j@x.example")]),
        ("Doe, Dr., Jane <j@x.example>, b@x.example", [("Doe, Dr., Jane", "j@x.example"), ("", "b@x.example")]),
        ("'Jane Doe' <j@x.example>", [("Jane Doe", "j@x.example")]),
        ("\"'j@x.example'\" <j@x.example>", [("j@x.example", "j@x.example")]),
        ("j@x.example (Jane Doe)", [("Jane Doe", "j@x.example")]),
        ("Jane Doe (Acme (UK)) <j@x.example>", [("Jane Doe (Acme (UK))", "j@x.example")]),
        ('"Jane \\"JD\\" Doe" <j@x.example>', [('Jane "JD" Doe', "j@x.example")]),
        ("=?utf-8?Q?M=C3=BCller=2C_Ann?= <a@x.example>", [("Müller, Ann", "a@x.example")]),
        ("=?utf-8?Q?M=C3=BCller,_Ann?= <a@x.example>", [("Müller, Ann", "a@x.example")]),
        ('"=?utf-8?B?w6k=?=" <a@x.example>', [("é", "a@x.example")]),
        ("=?utf-8?Q?Ann_<a@x.example>?=", [("Ann", "a@x.example")]),
        (
            "Team: a@x.example, B <b@x.example>; c@x.example",
            [("", "a@x.example"), ("B", "b@x.example"), ("", "c@x.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("a@x.example; b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("a@x.example,,b@x.example,", [("", "a@x.example"), ("", "b@x.example")]),
        ('"never closed <j@x.example>', [("never closed", "j@x.example")]),
        ("Jane <j@x.example", [("Jane", "j@x.example")]),
        ("Jane Doe j@x.example", [("Jane Doe", "j@x.example")]),
        ("<mailto:j@x.example>", [("", "j@x.example")]),
        ("<@relay.example:j@x.example>", [("", "j@x.example")]),
        ("j @ x . example", [("", "j@x.example")]),
        ("Ж <почта@пример.example>", [("Ж", "почта@пример.example")]),
        ("<j@bücher.example>, <k@xn--bcher-kva.example>", [("", "j@bücher.example"), ("", "k@xn--bcher-kva.example")]),
        ("Bob, Alice", []),
        ("<a b@x.example>", []),
        ("<a@b@x.example>", []),
    ],
)
def test_an_address_list_is_read(written: str, found: list[tuple[str, str]]) -> None:
    assert letter(f"To: {written}").to == tuple(Mailbox(*pair) for pair in found)


def test_a_header_that_stands_twice_is_one_list() -> None:
    assert [one.address for one in letter("To: a@x.example\nTo: b@x.example").to] == ["a@x.example", "b@x.example"]


def test_names_carry_no_tricks_and_end_somewhere() -> None:
    found = letter("To: Ann\x1b[2J\u202ehcriB <ann@birch.example>\nCc: " + "A" * 1000 + " <a@x.example>")
    assert found.to == (Mailbox("Ann[2JhcriB", "ann@birch.example"),)
    assert len(found.cc[0].name) == 200


def test_two_thousand_addresses_are_enough_for_one_header() -> None:
    found = letter("To: " + ", ".join(f"{n}@x.example" for n in range(3000)))
    assert len(found.to) == 2000
    assert found.problems == ("more than 2,000 addresses in To; the rest was not read",)


def test_every_mailbox_a_message_was_delivered_to_is_kept_once() -> None:
    found = letter(
        "Delivered-To: Mara@LindStudio.example\nX-Original-To: mara@lindstudio.example\nDelivered-To: m@x.example"
    )
    assert found.delivered_to == ("mara@lindstudio.example", "m@x.example")


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("From: Doe, Jane <j@x.example>", Mailbox("Doe, Jane", "j@x.example")),
        ("From: Mailer Daemon", Mailbox("Mailer Daemon", "")),
        ("From: Moderator <moderator>", Mailbox("Moderator", "")),
        ("From: a@x.example, b@x.example", Mailbox("", "a@x.example")),
        ("Sender: Ann <ann@birch.example>", Mailbox("Ann", "ann@birch.example")),
        ("X-Nothing: here", Mailbox("", "")),
    ],
)
def test_a_message_has_one_sender(header: str, sender: Mailbox) -> None:
    assert read(f"{header}\n{DATE}\n\nHello").sender == sender


def test_a_from_the_parser_cannot_read_goes_to_the_standard_library() -> None:
    found = read(f"From: <<j@x@y>>\n{DATE}\n\nHello")
    assert found.sender.address == ""
    assert found.marks & Marks.FALLBACK
    assert found.problems == ("the From header holds no address that can be read",)


LIST = "List-Id: <design.lists.example>\nList-Post: <mailto:design@lists.example>\n"


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (
            f'{LIST}From: "Ann Birch via Design List" <design@lists.example>\nReply-To: Ann Birch <ann@birch.example>',
            Mailbox("Ann Birch", "ann@birch.example"),
        ),
        (
            f"{LIST}From: \"'Ann Birch' via Design\" <design@lists.example>\nX-Original-From: Ann <ann@birch.example>",
            Mailbox("Ann Birch", "ann@birch.example"),
        ),
        (
            f"{LIST}From: Ann Birch via Design <design@lists.example>\nReply-To: design@lists.example",
            Mailbox("Ann Birch", "ann.birch.via.design@lists.example"),
        ),
        (
            "From: Ann Birch via Docs <docs@docs.example>\nReply-To: Ann Birch <ann@birch.example>",
            Mailbox("Ann Birch", "ann@birch.example"),
        ),
        ("From: Ann via Docs <noreply@docs.example>", Mailbox("Ann via Docs", "noreply@docs.example")),  # no list
        (f"{LIST}From: Ann Birch <ann@birch.example>", Mailbox("Ann Birch", "ann@birch.example")),
    ],
)
def test_behind_a_list_that_signs_for_its_members_stands_the_member(headers: str, sender: Mailbox) -> None:
    assert read(f"{headers}\n{DATE}\n\nHello").sender == sender
