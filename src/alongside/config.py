"""Every setting there is: its name, its default, one sentence. Read from the environment, nowhere else."""

import os
from pathlib import Path
from typing import NamedTuple

from alongside.core.trace import SorryError


class Setting(NamedTuple):
    """One environment variable the program listens to."""

    name: str
    default: str
    sentence: str


SETTINGS: tuple[Setting, ...] = (
    Setting("ALONGSIDE_HOME", "", "The folder that holds the database; empty means the platform's data folder."),
    Setting(
        "ALONGSIDE_DATABASE_URL",
        "",
        "The PostgreSQL database, as postgresql://user:password@host:port/name; empty means a file in ALONGSIDE_HOME.",
    ),
    Setting("ALONGSIDE_PORT", "8520", "The port of the web pages on this machine."),
    Setting("ALONGSIDE_WORKERS", "", "How many processes read mail; empty means one for each core, four at most."),
)
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


class SettingError(SorryError):
    """A setting holds something it cannot mean; the message says which and what would do."""


def value(name: str) -> str:
    """The setting as the environment gives it, or its default."""
    return os.environ.get(name, "").strip() or _DEFAULTS[name]


def home() -> Path:
    """The data folder (not created here)."""
    chosen = value("ALONGSIDE_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no folder is set

    return user_data_path("alongside", appauthor=False)


def database() -> Path:
    """The one SQLite file."""
    return home() / "alongside.sqlite3"


def database_url() -> str:
    """Where PostgreSQL is, with the password in it; '' where the database is the file."""
    url = value("ALONGSIDE_DATABASE_URL")
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise SettingError(
            "ALONGSIDE_DATABASE_URL takes postgresql://user:password@host:port/name, or nothing for a file of its own."
        )
    return url


def database_name() -> str:
    """The database in use, as it may be shown: the file, or the server without the password."""
    url = database_url()
    if not url:
        return str(database())
    scheme, _, rest = url.partition("://")
    person, at, place = rest.partition("?")[0].rpartition("@")  # options may hold a password too
    return f"{scheme}://{person.partition(':')[0]}{at}{place}"


def workers() -> int:
    """How many processes read mail: 1 means none beside the writer."""
    chosen = value("ALONGSIDE_WORKERS")
    if not chosen:
        return min(4, os.cpu_count() or 1)
    if not chosen.isdigit() or int(chosen) < 1:
        raise SettingError(f"ALONGSIDE_WORKERS is {chosen!r}; it takes a whole number from 1 up.")
    return int(chosen)


def port() -> int:
    """Where the web pages listen, on this machine only."""
    chosen = value("ALONGSIDE_PORT")
    if not chosen.isdigit() or not 1 <= int(chosen) <= 65_535:
        raise SettingError(f"ALONGSIDE_PORT is {chosen!r}; it takes a number from 1 to 65535.")
    return int(chosen)
