"""Settings of a server: what they mean, and the sentence where they cannot mean it."""

import pytest

from alongside import config
from alongside.config import SettingError

SERVER = {"ALONGSIDE_MODE": "server", "ALONGSIDE_URL": "https://alongside.example"}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in config.SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)


def say(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, told in settings.items():
        monkeypatch.setenv(name, told)


def test_without_a_word_it_is_one_person_on_this_machine_with_files_of_any_size() -> None:
    told = (config.on_server(), config.host(), config.upload_most(), config.proxies())
    assert told == (False, "127.0.0.1", None, 0)


@pytest.mark.parametrize(
    ("given", "host"), [("localhost", "127.0.0.1"), ("127.0.0.2", "127.0.0.2"), ("::1", "::1"), ("[::1]", "::1")]
)
def test_one_person_listens_on_this_machine(monkeypatch: pytest.MonkeyPatch, given: str, host: str) -> None:
    say(monkeypatch, ALONGSIDE_HOST=given)
    assert config.host() == host


@pytest.mark.parametrize("given", ["0.0.0.0", "::", "192.168.1.7", "203.0.113.7"])  # noqa: S104 - what is refused
def test_without_accounts_no_other_machine_may_reach_it(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    say(monkeypatch, ALONGSIDE_HOST=given)
    with pytest.raises(SettingError, match="there are no accounts"):
        config.host()
    say(monkeypatch, **SERVER)
    assert config.host() == given


@pytest.mark.parametrize(
    ("name", "told", "call"),
    [
        ("ALONGSIDE_MODE", "public", config.on_server),
        ("ALONGSIDE_HOST", "alongside.example", config.host),
        ("ALONGSIDE_URL", "", config.public_url),
        ("ALONGSIDE_URL", "http://alongside.example", config.public_url),
        ("ALONGSIDE_URL", "https://alongside.example/desk", config.public_url),
        ("ALONGSIDE_URL", "https://mara:key@alongside.example", config.public_url),
        ("ALONGSIDE_URL", "alongside.example", config.public_url),
        ("ALONGSIDE_UPLOAD_MOST", "20 GB", config.upload_most),
        ("ALONGSIDE_UPLOAD_MOST", "0", config.upload_most),
        ("ALONGSIDE_PROXIES", "yes", config.proxies),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, told: str, call: "type[object]"
) -> None:
    say(monkeypatch, **{**SERVER, name: told})
    with pytest.raises(SettingError, match=name):
        call()


@pytest.mark.parametrize(
    "told", ["https://alongside.example", "https://alongside.example:8443/", "http://localhost:80"]
)
def test_a_server_has_an_address_of_https_or_is_tried_out_here(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    say(monkeypatch, ALONGSIDE_MODE="server", ALONGSIDE_URL=told)
    assert config.public_url() == told.rstrip("/")


def test_a_server_takes_twenty_gigabytes_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, **SERVER)
    assert config.upload_most() == 20_000_000_000
    say(monkeypatch, ALONGSIDE_UPLOAD_MOST="5")
    assert config.upload_most() == 5


def test_what_accounts_need_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "find_spec", lambda _name: None)
    with pytest.raises(SettingError, match=r"pip install 'alongside\[server\]'"):
        config.need_server_parts()
