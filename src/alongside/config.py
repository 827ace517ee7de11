"""Every setting there is: its name, its default, one sentence. Read from the environment, nowhere else."""

import os
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

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
    Setting("ALONGSIDE_MODE", "local", "local: one person on this machine, let in by a link; server: accounts."),
    Setting(
        "ALONGSIDE_HOST",
        "127.0.0.1",
        "The IP address where the pages listen; without accounts only one of this machine itself.",
    ),
    Setting(
        "ALONGSIDE_URL",
        "",
        "The address people type to reach the server, as https://alongside.example; needed in server mode.",
    ),
    Setting(
        "ALONGSIDE_UPLOAD_MOST",
        "",
        "The bytes one dropped file may have; empty means any size locally and 20,000,000,000 on a server.",
    ),
    Setting(
        "ALONGSIDE_PROXIES",
        "0",
        "How many proxies stand before the server; only then are X-Forwarded-Proto and X-Forwarded-For believed.",
    ),
)
SERVER_UPLOAD_MOST = 20_000_000_000
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


# ---------------------------------------------------------------- a server with accounts


def on_server() -> bool:
    """Whether people sign in to accounts; else one person is let in by a link, on this machine only."""
    chosen = value("ALONGSIDE_MODE")
    if chosen not in {"local", "server"}:
        raise SettingError(f"ALONGSIDE_MODE is {chosen!r}; it takes local or server.")
    return chosen == "server"


def host() -> str:
    """The IP address where the pages listen. Without accounts, one that other machines cannot reach."""
    chosen = value("ALONGSIDE_HOST").strip("[]")
    try:
        address = ip_address("127.0.0.1" if chosen == "localhost" else chosen)
    except ValueError as error:
        raise SettingError(f"ALONGSIDE_HOST is {chosen!r}; it takes an IP address, such as 127.0.0.1.") from error
    if not on_server() and not address.is_loopback:
        raise SettingError(
            f"ALONGSIDE_HOST is {chosen}, where other machines can reach it, and there are no accounts: leave it at"
            " 127.0.0.1, or set ALONGSIDE_MODE=server."
        )
    return str(address)


def public_url() -> str:
    """The server's address as people type it, without a slash at its end."""
    url = value("ALONGSIDE_URL").rstrip("/")
    if not url:
        raise SettingError(
            "ALONGSIDE_MODE=server needs ALONGSIDE_URL, the address people type: https://alongside.example"
        )
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname == "localhost"  # to try it out; browsers trust it like https
    if not (parts.scheme == "https" or here) or url != f"{parts.scheme}://{parts.netloc}" or "@" in url:
        raise SettingError(f"ALONGSIDE_URL is {url!r}; it takes https:// and a name, such as https://alongside.example")
    return url


def upload_most() -> int | None:
    """How many bytes one dropped file may have; None where any size is welcome."""
    chosen = value("ALONGSIDE_UPLOAD_MOST")
    if not chosen:
        return SERVER_UPLOAD_MOST if on_server() else None
    if not chosen.isdigit() or int(chosen) < 1:
        raise SettingError(f"ALONGSIDE_UPLOAD_MOST is {chosen!r}; it takes a number of bytes.")
    return int(chosen)


def proxies() -> int:
    """How many proxies before the server are believed."""
    chosen = value("ALONGSIDE_PROXIES")
    if not chosen.isdigit():
        raise SettingError(f"ALONGSIDE_PROXIES is {chosen!r}; it takes a whole number, 0 where none is believed.")
    return int(chosen)


def need_server_parts() -> None:
    """Raise SettingError where what accounts need is not installed."""
    if missing := [name for name in ("allauth", "fido2", "qrcode") if find_spec(name) is None]:
        raise SettingError(
            f"ALONGSIDE_MODE=server needs what is not installed ({', '.join(missing)}): pip install 'alongside[server]'"
        )
