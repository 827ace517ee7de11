"""Identities: one number for one Message-ID, subject or file name, the same everywhere."""

from hashlib import blake2b


def uid_of(text: str) -> int:
    """A signed 64-bit identity of a Message-ID or of any other text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
