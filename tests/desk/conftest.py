"""The desk's tests hold on both engines: each is run on the embedded file and on PostgreSQL."""

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
    server: Server = request.getfixturevalue("postgres")
    with server.database() as url:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)
        yield home
