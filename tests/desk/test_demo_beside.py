"""The demo year beside mail of one's own: neither takes the other along."""

from pathlib import Path

import pytest

from alongside.desk import jobs, look, rehearse
from alongside.desk.gathering import Step
from alongside.desk.read import SILENT, read
from alongside.desk.rehearse import OccupiedError
from alongside.outside.files import mbox as mbox_files
from alongside.outside.files.nouns import FilesError
from alongside.store.door import open_desk
from alongside.store.shelf.connection import Connection
from tests.desk.test_meanwhile import ACME, FIRST, shown
from tests.desk.test_read import rows
from tests.world import ME_ADDRESS, mbox


@pytest.fixture
def demo(home: Path) -> Path:
    """The folder of a demo year, of one thread, that was read."""
    folder = jobs.demo_folder()
    (folder / "year").mkdir(parents=True)
    (folder / "year" / "all.mbox").write_bytes(mbox(*ACME))
    read([folder / "year" / "all.mbox"], [ME_ADDRESS])
    return folder


def test_own_mail_read_while_the_demo_is_removed_stays(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all.mbox").write_bytes(mbox(*FIRST))

    def open_late() -> Connection:
        read([tmp_path / "all.mbox"])
        return open_desk()

    monkeypatch.setattr(rehearse, "open_desk", open_late)
    with pytest.raises(OccupiedError, match="beside the demo year"):
        rehearse.forget_demo(demo)
    assert "Birch" in [one["name"] for one in shown()]


def test_own_mail_whose_read_had_only_begun_is_read_again(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all.mbox").write_bytes(mbox(*FIRST))

    def remove(*_: object) -> bool:
        rehearse.forget_demo(demo)
        return False

    with monkeypatch.context() as patch, pytest.raises(FilesError, match="removed from what is known"):
        patch.setattr("alongside.desk.read.confirm_me", remove)
        read([tmp_path / "all.mbox"])
    assert rows("SELECT COUNT(*) FROM message") == [(0,)]

    assert read([tmp_path / "all.mbox"]).new == len(FIRST)
    assert len(look.evidence()) == look.count_evidence() > 0


def test_the_demo_is_not_shown_behind_a_read_of_own_mail(home: Path, tmp_path: Path) -> None:
    (tmp_path / "all.mbox").write_bytes(mbox(*FIRST))
    read([tmp_path / "all.mbox"], [ME_ADDRESS])
    number = jobs.ask("demo", {})
    claimed = jobs._next()  # noqa: SLF001 - as the worker does
    assert claimed is not None
    jobs.run(number, claimed.worker)
    assert (jobs.one_job(number).state, [one["name"] for one in shown()]) == ("failed", ["Birch"])
    assert "only on an empty desk" in jobs.one_job(number).error


def test_a_demo_removed_under_its_own_read_leaves_nothing(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = demo / "year" / "all.mbox"
    box.write_bytes(mbox(*ACME, *FIRST))
    monkeypatch.setattr(mbox_files, "RANGE", 200)

    def remove(_step: Step) -> None:
        if demo.exists():
            rehearse.forget_demo(demo)

    with pytest.raises(FilesError, match="removed from what is known"):
        read([box], watcher=SILENT._replace(gathered=remove))
    assert rows("SELECT (SELECT COUNT(*) FROM trouble) + (SELECT COUNT(*) FROM message)") == [(0,)]
