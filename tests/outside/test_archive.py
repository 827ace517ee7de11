"""Takeout archives, streamed."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from alongside.core.evidence.nouns import Marks
from alongside.outside.files import archive
from alongside.outside.files.archive import pieces_of
from alongside.outside.files.nouns import FilesError
from tests.world import ANN, ME, Sample, mbox
from tests.world import moment as at

ONE, TWO = (
    Sample(ANN, ME, at("2026-03-02 10:00"), body, message_id=f"{body}@birch.example") for body in ("one", "two")
)


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(f"Takeout/Mail/{name}.mbox", content)
        made.writestr("Takeout/archive_browser.html", "<html>")
    return path


def test_every_label_file_of_a_zip_is_read_with_what_its_name_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "takeout.zip", Inbox=mbox(ONE), Gesendet=mbox(TWO))

    assert [(piece.place, piece.marks) for piece in pieces_of(str(path))] == [
        ("Takeout/Mail/Inbox.mbox@0", Marks.NONE),
        ("Takeout/Mail/Gesendet.mbox@0", Marks.SENT),
    ]


def test_a_tgz_is_read_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "takeout.tgz"
    with tarfile.open(path, "w:gz") as made:
        for name, content in (("Takeout/Mail/Inbox.mbox", mbox(ONE, TWO)), ("Takeout/one.eml", ONE.as_bytes())):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            made.addfile(entry, io.BytesIO(content))

    assert [piece.place.rpartition("/")[2] for piece in pieces_of(str(path))][::2] == ["Inbox.mbox@0", "one.eml@0"]


def test_a_truncated_archive_gives_what_lay_before_and_says_where_it_broke(tmp_path: Path) -> None:
    path = tmp_path / "takeout.tgz"
    with tarfile.open(path, "w:gz", compresslevel=0) as made:
        content = mbox(*[ONE] * 3000)
        entry = tarfile.TarInfo("Takeout/Mail/Inbox.mbox")
        entry.size = len(content)
        made.addfile(entry, io.BytesIO(content))
    path.write_bytes(path.read_bytes()[:400_000])
    read: list[str] = []

    with pytest.raises(FilesError, match="breaks off"):
        read.extend(piece.place for piece in pieces_of(str(path)))
    assert len(read) > 500


def test_a_zip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_BOMB_BYTES", 1 << 22)
    path = zipped(tmp_path / "bomb.zip", Inbox=mbox(ONE) + b"\0" * (32 << 20))

    with pytest.raises(FilesError, match="unpacks to more than"):
        list(pieces_of(str(path)))
