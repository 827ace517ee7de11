"""On well-formed mail the fast parser and the standard library read the same."""

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, default
from email.utils import format_datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.evidence.nouns import Marks
from tests.core.evidence.mail.letters import read
from tests.core.evidence.mail.library import read_plainly, words

WORDS = st.text(st.characters(categories=["L", "N", "P", "Sm", "Sc", "So"], include_characters=" "), max_size=80)
LINES = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" \n\t>"), max_size=400)
MOMENTS = st.builds(
    lambda at, east: at.replace(tzinfo=timezone(timedelta(minutes=east))),
    st.datetimes(datetime(1991, 1, 1), datetime(2026, 5, 30)),  # noqa: DTZ001 (the zone is drawn apart)
    st.integers(-12 * 60, 13 * 60),
)


@st.composite
def messages(draw: st.DrawFn) -> EmailMessage:
    """A message the standard library writes: one text, two, or a tree with files and a forwarded letter."""
    message = EmailMessage()
    message["From"] = "Ann Birch <ann@birch.example>"
    message["Date"] = format_datetime(draw(MOMENTS).replace(microsecond=0))
    message["Subject"] = draw(WORDS)
    message.set_content(draw(LINES), cte=draw(st.sampled_from(["8bit", "base64", "quoted-printable"])))
    if draw(st.booleans()):
        message.add_alternative(f"<p>{draw(LINES)}</p>", subtype="html", cte=draw(st.sampled_from(["8bit", "base64"])))
    if draw(st.booleans()):
        message.add_attachment(draw(LINES), filename=draw(WORDS) or "notes")
        message.add_attachment(draw(st.binary(max_size=50)), maintype="image", subtype="png")
    if draw(st.booleans()):
        inner = EmailMessage()
        inner.set_content(draw(LINES))
        message.add_attachment(inner)
    return message


@settings(max_examples=100, deadline=None)
@given(messages(), st.sampled_from([SMTP, default]))
def test_a_well_formed_message_reads_as_the_standard_library_reads_it(
    message: EmailMessage, policy: EmailPolicy
) -> None:
    raw = message.as_bytes(policy=policy)
    own, plain = read(raw), read_plainly(raw)
    assert not own.marks & Marks.FALLBACK
    assert (own.subject, own.sender.address, own.sent) == (plain.subject, plain.address, plain.sent)
    assert words(own.plain) == words(plain.plain)
    assert words(own.html) == words(plain.html)
