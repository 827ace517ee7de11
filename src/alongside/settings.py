"""Django's settings, derived from config; imported only where Django is needed."""

from alongside import config

# Nothing here is signed yet: no sessions, no forms. The web face will bring a key of its own in the data folder.
SECRET_KEY = "unused"  # noqa: S105 - see above
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS = ["alongside.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": config.database(),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        },
    },
}
