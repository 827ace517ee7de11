"""Whose accounts there are, and the links that make one or give a new password."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User

from alongside import config
from alongside.faces.web.accounts.start import AccountError
from alongside.outside import keys

_RESET, _RENEW = "reset", "renew"  # a new password; the same, and the second step is forgotten


def is_nobody_there() -> bool:
    """Whether the server has no account yet."""
    return not User.objects.exists()


def addresses() -> list[str]:
    """Of every account."""
    return sorted(User.objects.values_list("email", flat=True))


def account(address: str) -> User:
    """The account with this address. Raises AccountError."""
    found = User.objects.filter(email__iexact=address).first()
    if found is None:
        raise AccountError(f"There is no account with the address {address}: alongside accounts lists them.")
    return found


def close(address: str) -> None:
    """End an account: nobody signs in to it again, and who is in is out. Raises AccountError."""
    account(address).delete()


# ---------------------------------------------------------------- links


def invitation() -> str:
    """The address that makes one account."""
    return f"{config.public_url()}/join/{keys.new_link_key(config.home(), keys.JOIN)}/"


def new_password_link(address: str, *, forget_second_step: bool) -> str:
    """The address that gives this account a new password. Raises AccountError."""
    opens = f"{_RENEW if forget_second_step else _RESET}:{account(address).pk}"
    return f"{config.public_url()}/reset/{keys.new_link_key(config.home(), opens)}/"


def whom_link_resets(key: str) -> User | None:
    """The account that a link gives a new password; None where it is none, was used or is too old."""
    what, _, number = keys.what_link_key_opens(config.home(), key).partition(":")
    return User.objects.filter(pk=number).first() if what in {_RESET, _RENEW} else None


def use_reset(key: str) -> bool:
    """Whether the link was still good; it is not any more. The second step is forgotten where it was made for that."""
    opens = keys.what_link_key_opens(config.home(), key)
    what, _, number = opens.partition(":")
    if what not in {_RESET, _RENEW} or not keys.use_link_key(config.home(), key, opens):
        return False
    if what == _RENEW:
        Authenticator.objects.filter(user_id=number).delete()
    return True
