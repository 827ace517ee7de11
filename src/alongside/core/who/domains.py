"""Domains: which part of an address names a firm, and which providers give addresses to everybody."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from alongside.core.evidence.chat.people import CHAT_DOMAIN

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Providers whose addresses say nothing about a firm; without the ending, because most use several.
_FREE_NAMES = frozenset(
    """gmail googlemail outlook hotmail live msn yahoo ymail rocketmail aol icloud gmx web freenet t-online arcor
    protonmail proton pm fastmail zoho yandex mail inbox bk list qq 163 126 sina naver daum hanmail rediffmail
    orange wanadoo free sfr laposte neuf bbox libero virgilio tiscali alice tin terra uol bol globo bluewin
    hispeed comcast verizon att sbcglobal bellsouth cox charter earthlink btinternet sky talktalk virginmedia
    ntlworld blueyonder shaw rogers telus bigpond optusnet xtra seznam centrum wp onet o2 interia posteo mailbox
    tutanota tuta hey duck hushmail ziggo kpnmail xs4all telenet skynet telia telenor""".split()
)
_FREE_ENDINGS = {"me": frozenset(("com",)), "mac": frozenset(("com",)), "mail": frozenset(("com", "ru", "de"))}
_NOT_FREE_ENDINGS = frozenset(("example", "test", "invalid", "agency", "studio", "design"))


@cache
def _suffixes() -> "TLDExtract":
    import tldextract  # noqa: PLC0415 - costs 0.1 s, and most reads meet no new domain

    # Without these two arguments it would go to the network and write a cache.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=20_000)
def registrable(domain: str) -> str:
    """The part of a domain that somebody registered: `mail.birch.co.uk` gives `birch.co.uk`."""
    found = _suffixes()(domain, include_psl_private_domains=False)
    if found.domain and found.suffix:
        return f"{found.domain}.{found.suffix}"
    return ".".join(domain.rsplit(".", 2)[-2:])  # endings nobody registered: .example, .local


def domain_of(address: str) -> str:
    """The registrable domain of an address; '' where there is none."""
    host = address.rpartition("@")[2]
    return registrable(host) if host else ""


def is_free(domain: str) -> bool:
    """Whether everybody can get an address there, so that it names a person and not a firm; so it is with chats."""
    if domain == CHAT_DOMAIN:
        return True
    name, _, ending = domain.partition(".")
    if name in _FREE_ENDINGS:
        return ending in _FREE_ENDINGS[name]
    return name in _FREE_NAMES and ending not in _NOT_FREE_ENDINGS


def canonical(address: str) -> str:
    """The address without plus-tag, and without dots where the provider ignores them: one person, one address."""
    local, _, host = address.partition("@")
    local = local.partition("+")[0] or local
    if host in {"gmail.com", "googlemail.com"}:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{host}"
