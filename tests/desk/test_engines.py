"""What a read gives on PostgreSQL is what it gives on the file, to the last word that is shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alongside.demo.write import write_year
from alongside.desk import decide, look
from alongside.desk.charting import history_of
from alongside.desk.erase import erase_client
from alongside.desk.export import export_json
from alongside.desk.read import read
from alongside.desk.rhythms import measure_rhythms
from alongside.desk.waiting import owed
from alongside.faces.cli.commands import alongside
from tests.desk.test_read import ANSWER, QUESTION, STRANGER, THANKS, write
from tests.postgres import Server

SHOWN = ("clients", "client Northmere", "pushes --most 400", "aside", "owes", "rhythm")


def everything() -> dict[str, Any]:
    """All that can be asked of the shelf."""
    documents = look.portfolio()
    return {
        "documents": documents,
        "histories": [history_of(one) for one in documents],
        "evidence": [one._asdict() | {"at": str(one.at)} for one in look.evidence(most=10_000, asked=True)],
        "owed": owed(),
        "rhythms": [measure_rhythms((), business=business) for business in (True, False)],
        "troubles": [str(one) for one in look.troubles()],
        "apart": look.set_apart(),
        "me": look.me(),
    }


def shown(folder: Path) -> dict[str, str]:
    """What the command line prints, and the page it writes."""
    said = {words: CliRunner().invoke(alongside, words.split(), catch_exceptions=False).output for words in SHOWN}
    CliRunner().invoke(alongside, ["report", str(folder / "page.html")], catch_exceptions=False)
    return said | {"page": (folder / "page.html").read_text("utf-8")}


@pytest.mark.slow
@pytest.mark.parametrize("home", ["file"], indirect=True)
def test_a_year_reads_the_same_on_both_engines(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: Server
) -> None:
    box = write_year(tmp_path / "year").mail

    def told() -> tuple[str, dict[str, str]]:
        read([box])
        name = look.portfolio()[0]["name"]
        decide.decide_all([("sign", {"key": look.one_client(name)["key"], "date": "2025-06-02"})])
        return json.dumps(everything(), sort_keys=True, ensure_ascii=False), shown(tmp_path)

    on_file, shown_on_file = told()
    with postgres.database() as url:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", url)
        on_server, shown_on_server = told()
    assert on_server == on_file
    assert shown_on_server == shown_on_file


def test_who_is_erased_is_gone_from_both_engines(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS, STRANGER)])
    before = b"".join(export_json())
    erase_client("Birch")

    after = b"".join(export_json())
    assert (b"birch" in before, b"birch" in after) == (True, False)
    assert look.portfolio() == []
    read([tmp_path / "all.mbox"])
    assert look.portfolio() == []
