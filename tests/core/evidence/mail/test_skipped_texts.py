"""Bulk mail read without its texts."""

import pytest

from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.nouns import Letter, Marks
from tests.core.evidence.mail.letters import DATE, LATEST

USUAL = f"From: Ann Birch <ann@birch.example>\n{DATE}\nSubject: Autumn\n"


def read_lean(headers: str) -> Letter:
    return read_letter(f"{USUAL}{headers}\nHello Mara\n".encode(), latest=LATEST, skip_bulk=True)


@pytest.mark.parametrize(
    "headers",
    [
        "Message-ID: <1@birch.example>\nList-Unsubscribe: <https://birch.example/u>\n",
        "Message-ID: <1@birch.example>\nPrecedence: bulk\n",
        "Message-ID: <1@birch.example>\nX-Autoreply: yes\n",
    ],
)
def test_the_text_of_bulk_and_machine_mail_stays_unread(headers: str) -> None:
    assert read_lean(headers).plain == ""


@pytest.mark.parametrize(
    "headers",
    [
        "Message-ID: <1@birch.example>\n",
        "Message-ID: <1@birch.example>\nList-Id: <a.example>\nList-Post: <mailto:a@b.example>\n",  # people talk there
        "List-Unsubscribe: <https://birch.example/u>\n",  # without an id, the text is what tells it from others
    ],
)
def test_every_other_text_is_read(headers: str) -> None:
    assert read_lean(headers).plain == "Hello Mara\n"


def test_nothing_but_the_texts_is_missing() -> None:
    raw = f"{USUAL}Message-ID: <1@birch.example>\nPrecedence: bulk\n\nHello Mara\n".encode()
    whole, lean = read_letter(raw, latest=LATEST), read_letter(raw, latest=LATEST, skip_bulk=True)
    assert lean == whole._replace(plain="")
    assert lean.marks == Marks.BULK
