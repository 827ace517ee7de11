"""Identities: one number for one Message-ID, subject or file name, the same everywhere."""

from functools import lru_cache
from hashlib import blake2b


@lru_cache(maxsize=8192)  # each reply of a thread names the ids of those before it
def uid_of(text: str) -> int:
    """A signed 64-bit identity of a Message-ID or of any other text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
