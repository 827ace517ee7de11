"""A browser without a screen: Django's test client, signed in through the real door, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from alongside import config
from alongside.outside import keys
from tests.engines import home
from tests.faces.web.server import Served, served

__all__ = ["home"]


@pytest.fixture
def guest() -> Client:
    """Somebody who came through no link."""
    return Client()


@pytest.fixture
def person(demo_home: Path) -> Client:
    """The person at her own pages, with the demo year read."""
    return enter(Client())


@pytest.fixture
def newcomer(home: Path) -> Client:
    """The person on the first day: signed in, nothing read."""
    home.mkdir()
    return enter(Client())


def enter(client: Client) -> Client:
    """Sign in by a one-time link."""
    answer = client.post(f"/enter/{keys.new_link_key(config.home())}/")
    assert answer.status_code == 302
    return client


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, year: Path) -> Iterator[Served]:
    """A server that read the demo year; each test makes accounts of its own."""
    home = tmp_path_factory.mktemp("server")
    (home / "alongside.sqlite3").write_bytes((year / "alongside.sqlite3").read_bytes())
    with served(home) as running:
        yield running
