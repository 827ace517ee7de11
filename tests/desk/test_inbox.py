"""Dropped files: any name, any size, in pieces."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.desk import inbox as inbox_module
from alongside.desk.inbox import Dropped, InboxError, add_piece, arrived, file_name, forget, inbox, keep, paths_of


@given(st.text())
def test_a_name_from_a_browser_never_leaves_its_folder(name: str) -> None:
    safe = file_name(name)
    assert safe
    assert len(safe) <= 120
    assert Path(safe).name == safe
    assert not safe.startswith(".")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("All mail.mbox", "All mail.mbox"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\take.out.zip", "take.out.zip"),
        ("WhatsApp Chat with Ann & Tom.txt", "WhatsApp Chat with Ann & Tom.txt"),
        ("<script>.mbox", "_script_.mbox"),
        ("...", "mail"),
    ],
)
def test_a_name_stays_readable(name: str, kept: str) -> None:
    assert file_name(name) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.binary(min_size=1, max_size=500), st.lists(st.integers(1, 200), min_size=1, max_size=8))
def test_pieces_of_any_size_make_the_same_file(home: Path, whole: bytes, sizes: list[int]) -> None:
    file = Dropped("all.mbox", len(whole), hash(whole))
    at = turn = 0
    while arrived(file) < len(whole):
        piece = whole[at : at + sizes[turn % len(sizes)]]
        at = add_piece(file, at, [piece])
        assert add_piece(file, at + 1, [b"too far"]) == at  # what does not join on changes nothing
        turn += 1
    assert file.path.read_bytes() == whole
    assert paths_of([file.key]) == [file.path]


def test_a_file_that_two_windows_send_at_once_arrives_unharmed(home: Path) -> None:
    whole = bytes(range(256)) * 12
    file = Dropped("all.mbox", len(whole), 1)

    def while_the_other_sends(at: int, end: int) -> Iterator[bytes]:
        yield whole[at : at + 10]
        add_piece(file, at, [whole[at:end]])
        yield whole[at + 10 : end]

    for at in range(0, len(whole), 1_024):
        add_piece(file, at, while_the_other_sends(at, at + 1_024))
    assert file.path.read_bytes() == whole
    assert arrived(file) == len(whole)


@pytest.mark.parametrize("at", [0, 100])
def test_a_piece_sent_by_two_windows_leaves_the_whole_file(
    home: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bytes(range(1, 201))
    file = Dropped("all.mbox", len(whole), 1)
    make_room, ahead = inbox_module._make_room, [0, 100]  # noqa: SLF001 - the moment between looking and writing

    def late(dropped: Dropped, needed: int) -> None:
        begins = ahead[:]
        ahead.clear()
        for begin in begins:
            add_piece(file, begin, [whole[begin : begin + 100]])
        make_room(dropped, needed)

    if at:
        add_piece(file, ahead.pop(0), [whole[:100]])
    monkeypatch.setattr(inbox_module, "_make_room", late)
    add_piece(file, at, [whole[at : at + 100]])
    assert file.path.read_bytes() == whole


def test_a_file_that_has_not_arrived_whole_is_not_read(home: Path) -> None:
    file = Dropped("all.mbox", 10, 1)
    add_piece(file, 0, [b"abc"])
    with pytest.raises(InboxError, match="has not arrived whole"):
        paths_of([file.key])
    with pytest.raises(InboxError):
        paths_of(["../.."])


def test_a_file_that_grows_while_it_is_sent_is_begun_anew(home: Path) -> None:
    file = Dropped("all.mbox", 3, 1)
    with pytest.raises(InboxError, match="grew"):
        add_piece(file, 0, [b"abcdef"])
    assert arrived(file) == 0


def test_a_whole_file_is_moved_in_and_can_be_removed(home: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "upload"
    temporary.write_bytes(b"From a")
    path = keep("a/b.mbox", temporary)
    assert path.read_bytes() == b"From a"
    assert not temporary.exists()
    forget(tmp_path)  # nothing that lies elsewhere
    assert tmp_path.exists()
    forget(path)
    assert not path.exists()
    assert inbox().exists()


@pytest.mark.parametrize(
    ("free", "size", "said"), [(10, 5_000_000_000, "needs 5.3 GB"), (100_000_000, 40_000_000, "needs 308 MB")]
)
def test_a_disk_without_room_says_what_is_needed_and_what_is_free(
    home: Path, monkeypatch: pytest.MonkeyPatch, free: int, size: int, said: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": free}))
    with pytest.raises(InboxError) as refused:
        add_piece(Dropped("all.mbox", size, 7), 0, iter([b"From "]))
    assert said in str(refused.value)
    assert f"{free / 1e6:.0f} MB free" in str(refused.value)
