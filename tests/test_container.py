"""The Dockerfile and the compose file say what is so: they cannot be run here, so what they name is."""

import json
import re
import shlex
import signal
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from alongside import config
from alongside.config import SETTINGS
from alongside.faces.cli.commands import alongside
from tests.faces.web.server import served

ROOT = Path(__file__).resolve().parents[1]
NAMES = {setting.name for setting in SETTINGS}
NEEDED = re.compile(r"\$\{(\w+):\?[^}]+\}")  # a variable without which nothing starts


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with its words."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line]


def words(instruction: str) -> str:
    """The words of the last instruction of that name: the one that counts."""
    return [told for name, told in steps() if name == instruction][-1]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for name, told in steps() if name == "ENV" for pair in shlex.split(told))


def services() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"])


def test_the_container_runs_commands_that_exist_with_options_they_take() -> None:
    for told in (words("CMD"), words("HEALTHCHECK").partition("CMD ")[2]):
        program, name, *options = json.loads(told)
        command = alongside.get_command(click.Context(alongside), name)
        assert program == "alongside"
        assert command is not None
        command.make_parser(click.Context(command)).parse_args(options)


def test_the_container_is_a_server_and_nobody_in_it_is_root() -> None:
    assert environment()["ALONGSIDE_MODE"] == "server"
    assert int(words("USER")) > 0
    users = next(told for name, told in steps() if name == "RUN" and "useradd" in told)
    assert f"--uid {words('USER')} " in users


def test_what_the_container_keeps_is_in_its_one_volume() -> None:
    assert [told for name, told in steps() if name == "VOLUME"] == [environment()["ALONGSIDE_HOME"]]
    assert words("EXPOSE") == environment()["ALONGSIDE_PORT"] == str(config.SETTINGS[2].default)


def test_the_container_is_built_from_what_is_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    installed = re.findall(r'pip install .*"\.\[(\w+)\]"', " ".join(told for name, told in steps() if name == "RUN"))
    copied = [part for name, told in steps() if name == "COPY" and "--from" not in told for part in told.split()[:-1]]
    shown = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"}

    assert [set(project["optional-dependencies"]) >= {extra} for extra in installed] == [True]
    assert [part for part in copied if not (ROOT / part).exists() or part.removeprefix("./") not in shown] == []
    for told in (told.split()[0] for name, told in steps() if name == "FROM"):
        assert re.fullmatch(r"python:3\.(1[1-9])-slim", told)  # no registry is named


def test_every_setting_that_is_named_is_one() -> None:
    named = set(environment()) | set(services()["alongside"]["environment"])
    assert {name for name in named if name.startswith("ALONGSIDE")} <= NAMES


def test_no_password_has_a_default() -> None:
    told = (ROOT / "compose.yaml").read_text("utf-8")
    assert {name for name in re.findall(r"\$\{(\w+)", told) if "PASSWORD" in name} <= set(NEEDED.findall(told))
    assert "ALONGSIDE_URL" in NEEDED.findall(told)
    assert not re.search(r"^\s+\w*PASSWORD: *[^$ ]", told, re.MULTILINE)
    assert not [name for name in environment() if "PASSWORD" in name or "KEY" in name or "SECRET" in name]


def test_the_two_services_fit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, database = services()["alongside"], services()["database"]
    told = {name: NEEDED.sub("s3cret", str(value)) for name, value in ours["environment"].items()}
    url = re.fullmatch(r"postgresql://(\w+):s3cret@(\w+):5432/(\w+)", told["ALONGSIDE_DATABASE_URL"])
    assert url
    assert url.groups() == (
        database["environment"]["POSTGRES_USER"],
        "database",
        database["environment"]["POSTGRES_DB"],
    )
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", told["ALONGSIDE_DATABASE_URL"])
    assert config.database_url() == told["ALONGSIDE_DATABASE_URL"]
    assert ours["ports"] == [f"127.0.0.1:{words('EXPOSE')}:{words('EXPOSE')}"]  # the proxy is the way in
    assert ours["volumes"] == [f"home:{words('VOLUME')}"]
    assert "ports" not in database


@pytest.mark.slow
def test_it_serves_as_the_container_does_and_ends_when_it_is_told(tmp_path: Path) -> None:
    with served(tmp_path / "home", ALONGSIDE_HOST=environment()["ALONGSIDE_HOST"]) as running:
        asked = running.run("alive", "--port", str(running.port))
        assert (asked.returncode, asked.stdout) == (0, "alive\n")
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=30) == 0
        asked = running.run("alive", "--port", str(running.port))
        assert (asked.returncode, asked.stdout) == (1, "no answer\n")
