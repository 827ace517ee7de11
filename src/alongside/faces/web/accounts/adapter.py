"""What the second step of a login is called, and how its secrets are kept."""

import base64
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings

from alongside import config


class Seconds(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Secrets are kept encrypted: a copy of the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _lock().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """A kept secret as it was."""
        return _lock().decrypt(encrypted_text.encode("ascii")).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as it may stand in a page: a data: address would need a laxer policy."""
        return str(super().build_totp_svg(url)).partition("?>")[2]

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """To whom a passkey belongs: this server's name, whatever name a request was sent to."""
        return {"id": str(urlsplit(config.public_url()).hostname), "name": "Alongside"}


def _lock() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(b"second steps:" + settings.SECRET_KEY.encode()).digest()))
