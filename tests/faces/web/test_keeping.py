"""Your data on Settings: kept, brought back, taken elsewhere, erased."""

import json
import re
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside import config
from alongside.desk import decide, jobs, look
from alongside.store.door import open_desk
from tests.faces.web.test_doing import names
from tests.faces.web.test_pages import row_of, text


def backup(person: Client) -> bytes:
    answer = person.post(reverse("settings_backup"))
    assert re.search(r'attachment; filename="alongside-\d{4}-\d\d-\d\d\.zip"', answer.headers["Content-Disposition"])
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file, sent


@pytest.mark.on_file
def test_a_backup_is_downloaded_and_restored(person: Client) -> None:
    before, kept = look.portfolio(), backup(person)
    decide.rename("Northmere", "Another")
    assert sorted(zipfile.ZipFile(BytesIO(kept)).namelist()) == ["alongside.sqlite3", "manifest.json"]
    answer = person.post(
        reverse("settings_restore"), {"backup": SimpleUploadedFile("kept.zip", kept), "sure": "1"}, follow=True
    )

    assert "Restored as of" in text(answer)
    assert look.portfolio() == before
    assert [path.name for path in config.home().glob(".*")] == []


@pytest.mark.on_file
def test_a_backup_is_restored_on_the_first_day(person: Client, newcomer_home: Path) -> None:
    kept, before = newcomer_home.read_bytes(), names()
    config.database().unlink()
    assert "Restore a backup" in text(person.get("/", follow=True))
    person.post(reverse("settings_restore"), {"backup": SimpleUploadedFile("kept.zip", kept), "sure": "1"})
    assert names() == before


@pytest.fixture
def newcomer_home(person: Client, tmp_path: Path) -> Path:
    """A backup that lies elsewhere."""
    path = tmp_path / "kept.zip"
    path.write_bytes(backup(person))
    return path


@pytest.mark.parametrize(
    ("file", "sure", "said"),
    [
        (b"PK", "", "may replace what is here"),
        (None, "1", "may replace what is here"),
        (b"PK\x05\x06 no backup", "1", "no backup that Alongside wrote"),
    ],
)
def test_what_is_no_backup_or_not_meant_changes_nothing(
    person: Client, file: bytes | None, sure: str, said: str
) -> None:
    before = look.portfolio()
    told = {"sure": sure} | ({"backup": SimpleUploadedFile("kept.zip", file)} if file else {})
    answer = person.post(reverse("settings_restore"), told)

    assert answer.status_code == 400
    assert said in text(answer)
    assert look.portfolio() == before


@pytest.mark.parametrize(
    ("what", "ending", "begins"),
    [
        ("json", ".json", b'{"alongside"'),
        ("clients", "-clients.csv", b"\xef\xbb\xbfname,key"),
        ("signals", "-signals.csv", b"\xef\xbb\xbfclient,when"),
        ("mbox", ".mbox", b"From alongside@"),
    ],
)
def test_an_export_is_sent_piece_by_piece(person: Client, what: str, ending: str, begins: bytes) -> None:
    answer = person.post(reverse("settings_export"), {"what": what})

    assert answer.streaming
    assert answer.headers["Content-Disposition"].endswith(f'{ending}"')
    whole = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert whole.startswith(begins)
    if what == "json":
        assert {one["name"] for one in json.loads(whole)["clients"]} == names()


def test_an_export_there_is_none_of_is_a_sentence(person: Client) -> None:
    assert person.post(reverse("settings_export"), {"what": "xml"}).status_code == 400


def test_a_client_is_erased_once_its_name_was_typed(person: Client) -> None:
    person.get(reverse("clients_map"))  # which draws names
    told = {"what": "client", "whom": look.one_client("Larkfield")["key"], "typed": "Larkfeld"}
    wrong = person.post(reverse("settings_erase"), told)
    assert (wrong.status_code, "type “Larkfield Seeds”" in text(wrong)) == (400, True)

    answer = person.post(reverse("settings_erase"), told | {"typed": "larkfield seeds "}, follow=True)
    assert "Erased, with" in text(answer)
    assert "Larkfield" not in "".join(names())
    assert not (config.home() / "charts").exists()


def test_a_person_is_erased_once_the_address_was_typed(person: Client) -> None:
    someone = look.one_client("Northmere")["people"][1]["addresses"][0]
    told = {"what": "person", "whom": someone, "typed": someone}
    assert "Erased, with" in text(person.post(reverse("settings_erase"), told, follow=True))
    assert someone not in text(person.get(reverse("client", args=[row_of("Northmere")])))


def test_who_was_left_out_can_be_erased(person: Client) -> None:
    decide.ignore("Larkfield")
    assert 'value="Larkfield Seeds"' in person.get(reverse("settings")).content.decode()
    told = {"what": "client", "whom": "Larkfield Seeds", "typed": "Larkfield Seeds"}
    assert person.post(reverse("settings_erase"), told).status_code == 302


def test_nobody_is_erased_under_a_job_that_runs(person: Client) -> None:
    jobs.ask("rebuild", {})
    claimed = jobs._next()  # noqa: SLF001 - the worker's own step
    assert claimed is not None
    whom = look.one_client("Larkfield")["key"]
    jobs_of_others(claimed.number)
    answer = person.post(reverse("settings_erase"), {"what": "client", "whom": whom, "typed": "Larkfield Seeds"})
    assert (answer.status_code, "A job is running" in text(answer)) == (409, True)


def jobs_of_others(number: int) -> None:
    """As if a worker in another process had the job."""
    with closing(open_desk()) as connection:
        connection.execute("UPDATE job SET worker = 'elsewhere:1' WHERE id = ?", (number,))
