"""Tests that hold on both engines: each is run on the embedded file and on PostgreSQL.

A conftest imports this fixture; a test of the file itself says `@pytest.mark.on_file`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.postgres import Server


@pytest.fixture(params=["file", "postgres"])
def home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Path]:
    """A data folder and a database of the test's own."""
    if request.param == "file":
        yield home
        return
    if request.node.get_closest_marker("on_file"):
        pytest.skip("about the file itself")
    server: Server = request.getfixturevalue("postgres")
    template = request.getfixturevalue("year_on_postgres") if "demo_home" in request.fixturenames else "laid"
    with server.database(template) as url:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)
        yield home
