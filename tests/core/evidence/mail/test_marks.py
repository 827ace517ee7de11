"""What headers, labels and addresses say about the kind of a message."""

import pytest

from alongside.core.evidence.nouns import Marks
from tests.core.evidence.mail.letters import DATE, letter, read

UNSUBSCRIBE = "List-Unsubscribe: <https://news.example/off>"
POST = "List-Post: <mailto:design@lists.example>"


@pytest.mark.parametrize(
    ("headers", "marks"),
    [
        ("X-Mailer: Mail", Marks.NONE),
        (UNSUBSCRIBE, Marks.BULK),
        (f"{UNSUBSCRIBE}\nList-Id: <news.example>", Marks.BULK),
        (f"{UNSUBSCRIBE}\nList-Id: <news.example>\nList-Post: NO", Marks.BULK),
        ("Precedence: bulk", Marks.BULK),
        ("Precedence: Junk", Marks.BULK),
        ("Feedback-ID: 1:2:3", Marks.BULK),
        ("X-Campaign: spring", Marks.BULK),
        (f"{UNSUBSCRIBE}\nList-Id: <design.lists.example>\n{POST}", Marks.LIST),
        ("List-Id: <design.lists.example>\nPrecedence: list", Marks.LIST),
        ("Mailing-List: list design@lists.example", Marks.LIST),
        (f"Precedence: bulk\nList-Id: <design.lists.example>\n{POST}", Marks.LIST),
        ("List-Id: <design.lists.example>", Marks.NONE),
        ("Auto-Submitted: auto-replied", Marks.AUTO),
        ("Auto-Submitted: auto-generated (vacation)", Marks.AUTO),
        ("Auto-Submitted: no", Marks.NONE),
        ("X-Autoreply: yes", Marks.AUTO),
        ("Precedence: auto_reply", Marks.AUTO),
        ("X-Auto-Response-Suppress: All\nSubject: Automatische Antwort: Angebot", Marks.AUTO),
        ("X-Auto-Response-Suppress: All\nSubject: Réponse automatique : devis", Marks.AUTO),
        ("X-Auto-Response-Suppress: All\nSubject: The offer", Marks.NONE),  # Exchange sets it on people's mail
        ("Content-Type: multipart/report; boundary=a", Marks.AUTO),
        ("Content-Type: text/calendar; method=REPLY", Marks.AUTO),
        ("Content-Type: text/calendar; method=REQUEST", Marks.NONE),
        ("Return-Path: <>", Marks.AUTO),
        ("Return-Path: <ann@birch.example>", Marks.NONE),
    ],
)
def test_headers_say_what_kind_a_message_is(headers: str, marks: Marks) -> None:
    assert letter(headers).marks == marks


@pytest.mark.parametrize(
    ("local", "reads_answers"),
    [
        ("no-reply", False),
        ("noreply", False),
        ("NoReply", False),
        ("donotreply", False),
        ("do_not_reply", False),
        ("drive-shares-noreply", False),
        ("noreply+abc", False),
        ("mailer-daemon", False),
        ("postmaster", False),
        ("bounce+123", False),
        ("ann", True),
        ("noreen", True),
        ("reply", True),
        ("bouncer", True),
    ],
)
def test_some_senders_read_no_answers(local: str, reads_answers: bool) -> None:  # noqa: FBT001 (a column)
    found = read(f"From: Shop <{local}@shop.example>\n{DATE}\n\nHello")
    assert bool(found.marks & Marks.NOREPLY) != reads_answers


@pytest.mark.parametrize(
    ("header", "labels", "marks"),
    [
        ("Inbox,Important,Category Personal", ("Inbox", "Important", "Category Personal"), Marks.NONE),
        ('Inbox,"Clients, old",Opened', ("Inbox", "Clients, old", "Opened"), Marks.NONE),
        (
            "=?UTF-8?Q?Ouvert,Messages_envoy=C3=A9s,_Client_?=\n =?UTF-8?Q?No=C3=ABl?=",
            ("Ouvert", "Messages envoyés", "Client Noël"),
            Marks.SENT,
        ),
        ("=?UTF-8?Q?=22B=C3=BCro,_alt=22,Gesendet?=", ("Büro, alt", "Gesendet"), Marks.SENT),
        ("Sent,Opened", ("Sent", "Opened"), Marks.SENT),
        ("Papierkorb", ("Papierkorb",), Marks.SPAM),
        ("Отправленные,Спам", ("Отправленные", "Спам"), Marks.SENT | Marks.SPAM),
        ("Wysłane", ("Wysłane",), Marks.SENT),
        ("Corbeille", ("Corbeille",), Marks.SPAM),
        (",, ,", (), Marks.NONE),
        ('"never closed, a', ('"never closed', "a"), Marks.NONE),
    ],
)
def test_labels_are_decoded_before_they_are_split(header: str, labels: tuple[str, ...], marks: Marks) -> None:
    found = letter(f"X-Gmail-Labels: {header}")
    assert (found.labels, found.marks) == (labels, marks)
