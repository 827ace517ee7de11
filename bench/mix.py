"""What a generated box holds, counted by the standard library: `python bench/mix.py BOX`."""

import re
import sys
import time
from collections import Counter
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_tz
from pathlib import Path

from plain import messages, text_of

FROM = re.compile(rb"^From: .*@([a-z.-]+)", re.MULTILINE)
ASCTIME = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$")


def traits(raw: bytes, message: Message) -> list[str]:
    """The countable properties of one message."""
    head = raw[: raw.find(b"\n\n")]
    date, bulk = str(message.get("Date", "")), "List-Unsubscribe" in message
    mine = str(message.get("X-Gmail-Labels")).startswith("Sent")
    parts = list(message.walk())
    found = {part.get_content_type() for part in parts}
    marks = {
        "newsletter": bulk,
        "automatic": "Auto-Submitted" in message,
        "conversation": not bulk and "Auto-Submitted" not in message,
        "from me": mine,
        "answers another": "References" in message,
        "multipart/alternative": "multipart/alternative" in found,
        "has HTML": "text/html" in found,
        "HTML only": "text/html" in found and "text/plain" not in found,
        "Word HTML": b"MsoNormal" in raw,
        "message/rfc822": "message/rfc822" in found,
        "RFC 2231 name": b"filename*=" in raw,
        "RFC 2047 B": b"?B?" in head,
        "RFC 2047 Q": b"?Q?" in head,
        "raw 8-bit header": not head.isascii(),
        "no Message-ID": "Message-ID" not in message,
        "asctime date": bool(ASCTIME.match(date)),
        "unreadable date": parsedate_tz(date) is None,
        "quoted with >": b"\n> " in raw,
    }
    names = [name for name, holds in marks.items() if holds]
    for part in parts:
        if part.get_content_maintype() == "text":
            names += [
                f"text part: {part.get_content_charset()}",
                f"text part: {part['Content-Transfer-Encoding']}",
            ]
    stamp = parsedate_tz(date)
    return [*names, f"year {stamp[0]}" if stamp else "year ?"]


def main() -> None:
    box, began = Path(sys.argv[1]), time.perf_counter()
    counted: Counter[str] = Counter()
    domains: Counter[bytes] = Counter()
    count = characters = 0
    for raw in messages(box):
        message = message_from_bytes(raw)
        count += 1
        counted.update(traits(raw, message))
        domains[FROM.findall(raw)[0]] += "List-Unsubscribe" not in message
        characters += len(text_of(message))
    del domains[b"studio.example"]
    size, largest = box.stat().st_size, max(domains.values())
    clients = sum(share > 0 for share in domains.values())
    print(f"{count} messages, {size / 1e6:.1f} MB, {size / count:.0f} bytes each")
    print(f"{characters / count:.0f} characters of decoded text each")
    print(f"{clients} client domains, the largest {largest} messages")
    print(f"{counted['from me'] / counted['conversation']:.1%} of the conversation is from me")
    for name, number in sorted(counted.items()):
        print(f"{name:28} {number:8} {number / count:7.2%}")
    print(f"counted in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
