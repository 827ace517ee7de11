"""The floors, the rooms and the grain, checked."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "alongside"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
FORBIDDEN_NAMES = re.compile(r"util|helper|common|manager|service|processor|handler")


@pytest.mark.slow
def test_imports_go_down_only() -> None:
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


def test_no_file_outgrows_its_subject() -> None:
    long = {path.name: count for path in MODULES if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.name}:{node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        path
        for path in MODULES
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_rooms_are_named_for_what_they_hold() -> None:
    assert [path for path in MODULES if FORBIDDEN_NAMES.search(path.stem)] == []


def test_the_core_has_no_clock_and_opens_no_file() -> None:
    banned = re.compile(r"\bopen\(|datetime\.now|date\.today|time\.time\(|\brandom\b|perf_counter")
    found = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in MODULES
        if "core" in path.parts
        for line in path.read_text("utf-8").splitlines()
        if banned.search(line.partition("#")[0])
    ]
    assert found == []


@pytest.mark.parametrize("page", ["cli", "api"])
def test_commands_and_operations_are_documented_as_they_are(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    command = [sys.executable, str(ROOT / "docs" / "make.py"), "--print", page]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.stdout == (ROOT / "docs" / f"{page}.md").read_text("utf-8"), "run `python docs/make.py`"


def test_every_setting_is_documented() -> None:
    from alongside.config import SETTINGS  # noqa: PLC0415

    written = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert [one.name for one in SETTINGS if f"`{one.name}`" not in written or one.sentence not in written] == []
