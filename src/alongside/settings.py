"""Django's settings, derived from config; imported only where Django is needed."""

from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from alongside import config

_WEB = Path(__file__).parent / "faces" / "web"
_KEY = config.home() / "secret.key"  # `serve` makes it; without it nothing is signed that outlives this process

SECRET_KEY = _KEY.read_text("ascii").strip() if _KEY.exists() else token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # a page elsewhere that points its name here is refused

INSTALLED_APPS = [
    "alongside.store",
    "alongside.faces.web",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",  # its pages about the API are served from here, not from elsewhere
    "django_cotton.apps.SimpleAppConfig",
    "lucide",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "alongside.faces.web.limits.only_what_fits",
    "alongside.faces.web.clock.in_my_zone",
    "alongside.faces.web.sorry.said_in_a_sentence",
]
_DOOR = MIDDLEWARE.index("alongside.faces.web.limits.only_what_fits")  # whoever may not come in sends nothing either
ROOT_URLCONF = "alongside.faces.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "lucide.templatetags.lucide",
                "alongside.faces.web.templatetags.said",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "alongside.faces.web.shell.shell",
            ],
        },
    },
]

# One person on this machine: a signed cookie says who was let in; no table holds a session.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "alongside"
SESSION_COOKIE_AGE = 30 * 86_400
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "alongside-form"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "alongside.faces.web.sorry.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]  # to disk, whatever the size
FILE_UPLOAD_TEMP_DIR = str(config.home()) if config.home().is_dir() else None

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # the files lie in the package: nothing is collected
WHITENOISE_MAX_AGE = 3600

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")]
LOCALE_PATHS = [_WEB / "locale"]
LANGUAGE_COOKIE_NAME = "alongside-language"
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

# What goes wrong is logged by its place; no log line ever holds a mail's words, an address's key or a form.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"place": {"()": "alongside.faces.web.log.PlaceOnly"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "place"}},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
        "allauth": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
    },
}

# ---------------------------------------------------------------- one person on this machine, or a server with accounts

if not config.on_server():
    MIDDLEWARE.insert(_DOOR, "alongside.faces.web.door.only_who_signed_in")
    ALLOWED_HOSTS.append(f"[{config.host()}]" if ":" in config.host() else config.host())
else:
    config.need_server_parts()
    _URL = urlsplit(config.public_url())
    _SAFE = _URL.scheme == "https"  # else http://localhost, to try it out

    INSTALLED_APPS += [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "allauth.usersessions",
    ]
    MIDDLEWARE[_DOOR:_DOOR] = [
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "alongside.faces.web.accounts.door.only_accounts",
    ]
    AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    _PASSWORDS = "django.contrib.auth.password_validation."
    AUTH_PASSWORD_VALIDATORS = [
        {"NAME": _PASSWORDS + "UserAttributeSimilarityValidator"},
        {"NAME": _PASSWORDS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
        {"NAME": _PASSWORDS + "CommonPasswordValidator"},
        {"NAME": _PASSWORDS + "NumericPasswordValidator"},
    ]

    # No mail server is needed and none is called: no mail confirms an address, resets a password or tells news.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    ACCOUNT_EMAIL_VERIFICATION = "none"
    ACCOUNT_LOGIN_METHODS = {"email"}
    ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
    ACCOUNT_SESSION_REMEMBER = False  # a cookie goes with the browser's window
    ACCOUNT_SIGNUP_ENABLED = False  # only by an invitation: accounts/pages.py
    ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
    ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
    ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/m/ip"}
    ALLAUTH_TRUSTED_PROXY_COUNT = config.proxies()
    MFA_ADAPTER = "alongside.faces.web.accounts.adapter.Seconds"
    MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
    MFA_PASSKEY_LOGIN_ENABLED = True
    MFA_ALLOW_UNVERIFIED_EMAIL = True  # for no mail verifies any
    MFA_TOTP_ISSUER = "Alongside"
    MFA_TOTP_TOLERANCE = 1  # half a minute that a phone's clock may be off
    MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SAFE
    LOGIN_URL = "account_login"
    LOGIN_REDIRECT_URL = "today"

    # Wrong logins are counted in a table, so that several processes count together.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},  # a full cache forgets, and with it who tried too often
        }
    }

    SESSION_ENGINE = "django.contrib.sessions.backends.db"
    SESSION_COOKIE_AGE = 2 * 3600  # of doing nothing; accounts/door.py renews it and knows the longest
    SESSION_COOKIE_NAME = "__Host-alongside"
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_HTTPONLY = True
    CSRF_COOKIE_NAME = "__Host-alongside-form"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_HTTPONLY = True
    LANGUAGE_COOKIE_SECURE = True

    ALLOWED_HOSTS = [str(_URL.hostname)]
    CSRF_TRUSTED_ORIGINS = [config.public_url()]
    SECURE_HSTS_SECONDS = 365 * 86_400 if _SAFE else 0
    if config.proxies():
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        SECURE_SSL_REDIRECT = _SAFE
        SECURE_REDIRECT_EXEMPT = [r"^alive/$"]  # whoever watches over it asks from inside
