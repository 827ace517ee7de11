"""Keys: the secret in the data folder that signs cookies, one-time links to sign in, and tokens for programs."""

import os
import secrets
import time
from hashlib import sha256
from pathlib import Path

LINK_LIVES = 15 * 60  # seconds
ENTER, JOIN = "enter", "join"  # what a link opens: the pages of the one person, an account of one's own


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


def new_link_key(home: Path, opens: str = ENTER) -> str:
    """A key that opens this once, within a quarter of an hour; only its hash is kept."""
    folder = home / "links"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - LINK_LIVES:
            old.unlink(missing_ok=True)
    key = secrets.token_urlsafe(32)
    path = folder / sha256(key.encode()).hexdigest()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(opens)
    return key


def what_link_key_opens(home: Path, key: str) -> str:
    """What a key opens, without using it up; '' where it is none, was used or is too old."""
    path = _file(home, key)
    try:
        fresh = path.stat().st_mtime >= time.time() - LINK_LIVES
        return path.read_text("utf-8") if fresh else ""
    except FileNotFoundError:
        return ""


def use_link_key(home: Path, key: str, opens: str = ENTER) -> bool:
    """Whether the key was good for this; it is not any more. One for something else stays as it is."""
    if what_link_key_opens(home, key) != opens:
        return False
    try:
        _file(home, key).unlink()  # of two who come at once, one finds it
    except FileNotFoundError:
        return False
    return True


def new_token() -> str:
    """A token for a program; where a leaked one lies about, its beginning says what it opens."""
    return f"alongside_{secrets.token_urlsafe(32)}"


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _file(home: Path, key: str) -> Path:
    return home / "links" / sha256(key.encode()).hexdigest()
