"""Lines of a chat export, streamed: never more of one is held than a message can be long."""

from collections.abc import Iterable, Iterator

from alongside.core.evidence.chat.nouns import Line

LONGEST = 1 << 20  # bytes; WhatsApp takes 65,536 characters in a message


def cut_lines(blocks: Iterable[bytes]) -> Iterator[Line]:
    """The lines of a file that comes in blocks of any size, each with its line feed; linear in its bytes."""
    offset = length = 0
    held = bytearray()
    for block in blocks:
        at = 0
        while at < len(block):
            end = block.find(b"\n", at) + 1 or len(block)
            held += block[at : min(end, at + LONGEST - len(held))]
            length += end - at
            at = end
            if block[end - 1] == 10:
                yield Line(offset, length, bytes(held))
                offset, length, held = offset + length, 0, bytearray()
    if length:
        yield Line(offset, length, bytes(held))
