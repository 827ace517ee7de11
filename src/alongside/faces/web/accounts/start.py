"""Starts Django with the tables of the accounts laid; people.py and pages.py may be imported after that."""

import os
from contextlib import closing

from alongside import config
from alongside.core.trace import SorryError
from alongside.outside import keys
from alongside.store.door import open_desk
from alongside.store.schema import prepare_accounts


class AccountError(SorryError):
    """There is no such account, or there are none here; the message says what to do."""


def prepare() -> None:
    """Lay or upgrade all tables. Raises AccountError where no server is set, and SettingError."""
    if not config.on_server():
        raise AccountError("There are accounts on a server only: set ALONGSIDE_MODE=server. Here, type: alongside link")
    config.public_url()
    config.need_server_parts()
    keys.secret(config.home())  # before Django looks for it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    import django  # noqa: PLC0415 - only where there are accounts

    django.setup()
    with closing(open_desk()) as connection:
        prepare_accounts(connection)
