"""Mail that goes, comes back or is marked while it is read: it is told, and none of it is lost."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alongside.desk import look
from alongside.desk.gathering import Step
from alongside.desk.read import SILENT, read
from alongside.outside.files import folders
from alongside.outside.files import mbox as mbox_files
from alongside.outside.files.nouns import Piece
from tests.desk.test_meanwhile import FIRST, THEN
from tests.desk.test_read import rows
from tests.world import ME_ADDRESS, mbox


@pytest.mark.parametrize("what", ["goes", "becomes another"])
def test_a_mailbox_that_goes_while_it_is_read_is_a_trouble_and_read_anew_when_it_is_back(
    what: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path := tmp_path / "all.mbox").write_bytes(mbox(*FIRST, *THEN))
    monkeypatch.setattr("alongside.outside.files.mbox.RANGE", 200)
    aside = tmp_path / "aside.mbox"

    def gone(_step: Step) -> None:
        if not aside.exists():
            path.rename(aside)
            if what != "goes":
                path.write_bytes(b"")

    outcome = read([path], [ME_ADDRESS], SILENT._replace(gathered=gone))
    assert [one.reason[:14] for one in outcome.troubles] == ["it disappeared"]
    assert 0 < outcome.new < len(FIRST)

    aside.replace(path)
    again = read([path], [ME_ADDRESS])
    assert (again.new, again.troubles) == (5 - outcome.new, ())
    assert rows("SELECT COUNT(*) FROM message") == [(5,)]


def test_a_mailbox_that_cannot_be_read_for_a_moment_loses_no_mail(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path := tmp_path / "all.mbox").write_bytes(mbox(*FIRST, *THEN))
    monkeypatch.setattr(mbox_files, "RANGE", 200)
    pieces_in, calls = mbox_files.pieces_in, iter(range(99))

    def out_of_reach(*where: Any) -> Iterator[Piece]:  # noqa: ANN401 - a path and two places
        if next(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return pieces_in(*where)

    monkeypatch.setattr(mbox_files, "pieces_in", out_of_reach)
    first = read([path], [ME_ADDRESS])
    assert (len(first.troubles), first.new < 5) == (1, True)
    assert read([path], [ME_ADDRESS]).new == 5 - first.new
    assert look.troubles() == []


def test_a_mail_that_was_marked_as_read_while_it_was_read_comes_with_the_next_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    for number, one in enumerate(FIRST):
        (tmp_path / "Mail" / "cur" / f"{number}.x:2,").write_bytes(one.as_bytes())
    moved = tmp_path / "Mail" / "cur" / "1.x:2,"

    def marked(*_: object) -> bool:
        moved.rename(moved.with_name("1.x:2,S"))
        return False

    with monkeypatch.context() as patch:
        patch.setattr("alongside.desk.read.confirm_me", marked)
        assert read([tmp_path / "Mail"]).new == 2
    assert (read([tmp_path / "Mail"]).new, look.troubles()) == (1, [])
    assert rows("SELECT messages FROM source") == [(3,)]


def test_a_mail_that_cannot_be_opened_for_a_moment_comes_with_the_next_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Mail").mkdir()
    for number, one in enumerate(FIRST):
        (tmp_path / "Mail" / f"{number}.eml").write_bytes(one.as_bytes())
    piece_of = folders.piece_of

    def out_of_reach(path: str, name: str) -> Piece:  # a drive that is not there; its folder is as it was
        if name == "1.eml" or path.endswith("1.eml"):
            raise OSError(errno.EIO, "Input/output error")
        return piece_of(path, name)

    with monkeypatch.context() as patch:
        patch.setattr(folders, "piece_of", out_of_reach)
        first = read([tmp_path / "Mail"], [ME_ADDRESS])
    assert (first.new, len(first.troubles)) == (2, 1)
    assert (read([tmp_path / "Mail"]).new, look.troubles()) == (1, [])
    assert read([tmp_path / "Mail"]).new == 0


def test_a_mail_that_is_marked_in_its_place_while_it_is_read_stops_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = replace(THEN[-1], headers="X-Mozilla-Status: 0000")
    (path := tmp_path / "all.mbox").write_bytes(mbox(*FIRST, THEN[0], marked))
    monkeypatch.setattr(mbox_files, "RANGE", 200)

    def mark(_step: Step) -> None:
        with path.open("r+b") as file:
            file.seek(path.read_bytes().index(b"Status: 000") + 8)
            file.write(b"0001")

    outcome = read([path], [ME_ADDRESS], SILENT._replace(gathered=mark))
    assert (outcome.new, outcome.troubles) == (5, ())
