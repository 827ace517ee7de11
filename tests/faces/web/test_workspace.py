"""Every row belongs to a workspace, and nothing of another one is ever shown."""

from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from alongside.desk import jobs, look
from alongside.desk.leafing import mails
from alongside.desk.search import find
from alongside.store.door import open_desk
from alongside.store.shelf.connection import transaction
from alongside.store.shelf.letters import Wanted
from tests.faces.web.conftest import enter
from tests.faces.web.test_pages import text


@pytest.fixture
def foreign(demo_home: Path) -> dict[str, int]:
    """Everything that was read belongs to somebody else from now on; the numbers it had."""
    client = look.portfolio()[0]["row"]
    message = mails(Wanted(client=client)).leaves[0].mail.message
    signal = look.evidence()[0].signal
    job = jobs.ask("rebuild", {})
    find("invoice")  # so that there is an index of words
    with closing(open_desk()) as connection, transaction(connection):
        connection.execute("INSERT INTO workspace (id, name, counted, engine) VALUES (2, 'another', 0, 0)")
        for model in apps.get_models():
            if "workspace_id" in {field.attname for field in model._meta.concrete_fields}:  # noqa: SLF001 - Django's way
                connection.execute(f"UPDATE {model._meta.db_table} SET workspace_id = 2")  # noqa: S608, SLF001
    return {"client": client, "message": message, "signal": signal, "job": job}


def test_no_page_shows_anything_of_another_workspace(foreign: dict[str, int]) -> None:
    person = enter(Client())
    for address in ("/", "/clients/", "/clients/map/", "/pushes/", "/sources/", "/settings/", "/search/?q=invoice"):
        page = person.get(address, follow=True)
        assert page.status_code == 200, address
        for word in ("Northmere", "Pulsegrid", "Larkfield", "hanne@"):
            assert word not in text(page), address


def test_a_number_of_another_workspace_leads_nowhere(foreign: dict[str, int]) -> None:
    person = enter(Client())
    client, message, job = foreign["client"], foreign["message"], foreign["job"]
    for address in (
        reverse("client", args=[client]),
        reverse("client_mails", args=[client]),
        reverse("mail", args=[message]),
        reverse("job", args=[job]),
    ):
        assert person.get(address).status_code == 404, address
    assert person.post(reverse("client_decide", args=[client]), {"what": "ignore"}).status_code == 404
    assert person.post(reverse("pushes_wrong", args=[foreign["signal"]])).status_code == 400
    assert person.post(reverse("undo", args=[1])).status_code == 400
    person.post(reverse("job_stop", args=[job]))

    with closing(open_desk()) as connection:
        assert connection.execute("SELECT COUNT(*) FROM decision WHERE workspace_id = 1").fetchone() == (0,)
        assert connection.execute("SELECT state FROM job WHERE id = ?", (job,)).fetchone() == ("queued",)


def test_no_export_holds_anything_of_another_workspace(foreign: dict[str, int]) -> None:
    person = enter(Client())
    for what in ("json", "clients", "signals", "mbox"):
        answer = person.post(reverse("settings_export"), {"what": what}, follow=True)
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert b"northmere" not in said.lower(), what
