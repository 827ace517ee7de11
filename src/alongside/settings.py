"""Django's settings, derived from config; imported only where Django is needed."""

from typing import Any

from alongside import config

# Nothing here is signed yet: no sessions, no forms. The web face will bring a key of its own in the data folder.
SECRET_KEY = "unused"  # noqa: S105 - see above
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS = ["alongside.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_FILE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": config.database(),
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
    },
}


def _server(url: str) -> dict[str, Any]:
    """The PostgreSQL database of a URL, as Django names its parts."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - where the database is a file, it may be missing

    told = conninfo_to_dict(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {django: told.pop(libpq, "") for libpq, django in names.items()}
    return {"ENGINE": "django.db.backends.postgresql", **parts, "OPTIONS": told}


DATABASES = {"default": _server(config.database_url()) if config.database_url() else _FILE}
