"""What all tests share: a home of their own, PostgreSQL, the real corpora where present, and the table of practices."""

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.desk.jobs import SEED, demo_folder
from alongside.desk.read import SILENT
from alongside.desk.rehearse import rehearse
from tests.postgres import Server, served

SHARED = Path(__file__).resolve().parents[2] / "shared"
PRACTICES = range(1, 90)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "practices.md"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own; one process, so that small reads are quick."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ALONGSIDE_HOME", str(folder))
    monkeypatch.setenv("ALONGSIDE_WORKERS", "1")
    monkeypatch.delenv("ALONGSIDE_DATABASE_URL", raising=False)
    return folder


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that has read the demo year; tests copy it, none changes it."""
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALONGSIDE_HOME", str(folder))
        patch.setenv("ALONGSIDE_WORKERS", "2")
        rehearse(demo_folder(), SEED, SILENT)
    with sqlite3.connect(folder / "alongside.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def demo_home(home: Path, year: Path) -> Path:
    """A data folder of the test's own with the demo year in it."""
    home.mkdir()
    shutil.copy(year / "alongside.sqlite3", home)
    return home


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL that runs for as long as the tests do."""
    with served() as server:
        yield server


@pytest.fixture(scope="session")
def year_on_postgres(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database that has read the demo year; tests copy it, none changes it."""
    postgres.run("CREATE DATABASE year TEMPLATE laid")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALONGSIDE_HOME", str(tmp_path_factory.mktemp("year_on_postgres")))
        patch.setenv("ALONGSIDE_DATABASE_URL", postgres.url("year"))
        patch.setenv("ALONGSIDE_WORKERS", "2")
        rehearse(demo_folder(), SEED, SILENT)
    return "year"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Real mail of other projects; lies beside the project, never in it."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        pytest.skip("the real corpora are not beside this checkout (../shared/corpora)")
    return folder


# ---------------------------------------------------------------- pytest --practices


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--practices", action="store_true", help="print which practices have a passing test")


_outcomes: defaultdict[int, list[tuple[str, bool]]] = defaultdict(list)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy's Result, which pytest does not type
    if report.when != "call":
        return
    for mark in item.iter_markers("practice"):
        for row in mark.args:
            _outcomes[row].append((item.name.partition("[")[0], report.passed))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("--practices"):
        return
    held = [row for row in PRACTICES if _outcomes[row] and all(passed for _, passed in _outcomes[row])]
    title = f"{len(held)} of {len(PRACTICES)} practices have a passing test"
    terminalreporter.section(title)
    lines = [f"# Practices\n\nWritten by `make practices`: {title}.\n\n| row | state | tests |\n|---|---|---|"]
    for row in PRACTICES:
        told = dict.fromkeys(f"{name}{'' if passed else ' (fails)'}" for name, passed in _outcomes[row])
        names = ", ".join(told)
        state = "held" if row in held else "none" if not names else "fails"
        terminalreporter.write_line(f"{row:>3}  {state}  {names}")
        lines.append(f"| {row} | {state} | {names.replace('_', ' ')} |")
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")
