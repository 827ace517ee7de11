"""Keys: the secret in the data folder that signs cookies, one-time links to sign in, and tokens for programs."""

import os
import secrets
import time
from hashlib import sha256
from pathlib import Path

LINK_LIVES = 15 * 60  # seconds


def secret(home: Path) -> str:
    """The secret of this data folder; made, readable by its owner only, where there is none."""
    path = home / "secret.key"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text("ascii").strip()


def new_link_key(home: Path) -> str:
    """A key that signs in once, within a quarter of an hour; only its hash is kept."""
    folder = home / "links"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - LINK_LIVES:
            old.unlink(missing_ok=True)
    key = secrets.token_urlsafe(32)
    (folder / sha256(key.encode()).hexdigest()).touch(mode=0o600)
    return key


def use_link_key(home: Path, key: str) -> bool:
    """Whether the key was good; it is not any more."""
    path = home / "links" / sha256(key.encode()).hexdigest()
    try:
        fresh = path.stat().st_mtime >= time.time() - LINK_LIVES
        path.unlink()
    except FileNotFoundError:
        return False
    return fresh


def new_token() -> str:
    """A token for a program; where a leaked one lies about, its beginning says what it opens."""
    return f"alongside_{secrets.token_urlsafe(32)}"


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
