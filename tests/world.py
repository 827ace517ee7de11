"""The cast of the tests: one professional, her clients, and the letters they write."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

ME = "Mara Lind <mara@lindstudio.example>"
ME_ADDRESS = "mara@lindstudio.example"
COLLEAGUE = "Jo Petrov <jo@lindstudio.example>"
ANN = "Ann Birch <ann@birch.example>"  # the partner
TOM = "Tom Birch <tom@birch.example>"
RUDI = "Rudi Acme <rudi@acme.example>"  # pushes
PIA = "Pia Sol <pia.sol@gmail.com>"  # a person, not a firm


@dataclass(frozen=True, slots=True)
class Sample:
    """A message as a test writes it."""

    sender: str
    to: str
    sent: datetime
    body: str
    subject: str = "Hello"
    message_id: str = ""
    in_reply_to: str = ""
    headers: str = ""

    def as_bytes(self) -> bytes:
        """The message as a mail program would send it."""
        lines = [f"From: {self.sender}", f"To: {self.to}", f"Date: {format_datetime(self.sent)}"]
        lines += [f"Subject: {self.subject}"]
        lines += [f"Message-ID: <{self.message_id}>"] if self.message_id else []
        lines += [f"In-Reply-To: <{self.in_reply_to}>"] if self.in_reply_to else []
        lines += [self.headers] if self.headers else []
        lines += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
        lines += ["Content-Transfer-Encoding: 8bit", "", self.body]
        return "\n".join(lines).encode()


def mbox(*samples: Sample) -> bytes:
    """An mboxrd file of the samples, in the order given."""
    out = bytearray()
    for sample in samples:
        raw = sample.as_bytes().replace(b"\nFrom ", b"\n>From ")
        out += b"From test@alongside.example Thu Jan  1 00:00:00 2026\n" + raw + b"\n\n"
    return bytes(out)


def moment(when: str, zone: str = "Europe/Berlin") -> datetime:
    """`2026-03-02 10:00` on the wall of a zone."""
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
