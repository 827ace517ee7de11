"""The baseline, a box read by the standard library alone: `python bench/plain.py BOX`."""

import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path


def messages(box: Path) -> Iterator[bytes]:
    """The raw messages of an mbox, cut at "From " lines after a blank one; 4 MB in memory at a time."""
    rest = b""
    with box.open("rb") as file:
        while block := file.read(1 << 22):
            *whole, rest = (rest + block).split(b"\n\nFrom ")
            yield from (entry.partition(b"\n")[2] for entry in whole)
    if rest:
        yield rest.partition(b"\n")[2]


def text_of(message: Message) -> str:
    """All text parts, decoded; an unknown or wrong charset does not stop it."""
    parts = (part for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join(_decoded(part) for part in parts)


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def main() -> None:
    count = characters = 0
    for raw in messages(Path(sys.argv[1])):
        count += 1
        characters += len(text_of(message_from_bytes(raw)))
    print(count, characters)


if __name__ == "__main__":
    main()
