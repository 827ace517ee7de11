"""How the tests of this room write a message down, and read it."""

import calendar

from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.nouns import Letter

LATEST = calendar.timegm((2026, 6, 1, 0, 0, 0))
DATE = "Date: Mon, 1 Jan 2024 10:00:00 +0100"
NINE = calendar.timegm((2024, 1, 1, 9, 0, 0))  # what DATE means


def read(text: str | bytes) -> Letter:
    return read_letter(text.encode() if isinstance(text, str) else text, latest=LATEST)


def letter(headers: str, body: str | bytes = "Hello Mara\n") -> Letter:
    """A good message with these headers in front of the usual ones."""
    head = f"{headers}\nFrom: Ann Birch <ann@birch.example>\n{DATE}\n\n".lstrip("\n").encode()
    return read(head + (body.encode() if isinstance(body, str) else body))


def multipart(*parts: str, kind: str = "mixed") -> Letter:
    """A message of these parts, each with its own headers."""
    body = "".join(f"--cut\n{part}\n" for part in parts)
    return letter(f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="cut"', f"{body}--cut--\n")
