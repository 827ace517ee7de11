"""mbox files, cut into messages."""

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.outside.files import mbox
from alongside.outside.files.mbox import cut, is_mbox, pieces_in

FROM = b"From ann@birch.example Thu Jan  1 10:00:00 2026\n"


def message(body: bytes, subject: bytes = b"Hello") -> bytes:
    return FROM + b"Subject: " + subject + b"\n\n" + body + b"\n\n"


def bodies(raw: bytes) -> list[bytes]:
    return [piece.raw.partition(b"\n\n")[2].strip() for piece in cut(io.BytesIO(raw))]


def test_each_message_is_cut_where_the_next_begins() -> None:
    assert bodies(message(b"one") + message(b"two")) == [b"one", b"two"]


def test_a_line_of_prose_that_begins_with_from_is_no_new_message() -> None:
    assert len(bodies(message(b"\nFrom the beginning we said 10:00, you know:\nplease wait\n") + message(b"two"))) == 2


def test_a_quoted_from_line_is_unquoted_once() -> None:
    assert bodies(message(b"\n>From here on\n>>From there")) == [b"From here on\n>From there"]


def test_crlf_files_are_cut_the_same_way() -> None:
    raw = (message(b"one") + message(b"two")).replace(b"\n", b"\r\n")

    assert len(list(cut(io.BytesIO(raw)))) == 2


def test_a_content_length_that_lies_changes_nothing() -> None:
    lying = FROM + b"Subject: a\nContent-Length: 99999\n\none\n\n"

    assert bodies(lying + message(b"two")) == [b"one", b"two"]


def test_a_missing_blank_line_before_the_next_message_loses_nothing() -> None:
    assert bodies(message(b"one").rstrip() + b"\n" + message(b"two")) == [b"one", b"two"]


def test_places_and_lengths_cover_the_file_without_gaps() -> None:
    raw = b"".join(message(b"x" * size) for size in (5, 50, 500))
    pieces = list(cut(io.BytesIO(raw)))

    assert [int(piece.place) for piece in pieces] == [0, *[int(p.place) + p.length for p in pieces[:-1]]]
    assert sum(piece.length for piece in pieces) == len(raw)


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=12),
    st.integers(1, 4000),
    st.sampled_from([b"\n", b"\r\n"]),
)
def test_byte_ranges_together_give_every_message_once(sizes: list[int], span: int, newline: bytes) -> None:
    raw = b"".join(message(b"y" * size) for size in sizes).replace(b"\n", newline)
    whole = list(cut(io.BytesIO(raw)))
    parts = []
    for start in range(0, len(raw), span):
        handle = io.BytesIO(raw)
        handle.seek(max(start - 1, 0))
        parts += list(cut(handle, start, min(start + span, len(raw))))

    assert parts == whole


def test_a_huge_message_is_cut_and_those_behind_it_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "KEEP", 1 << 16)
    monkeypatch.setattr(mbox, "_BLOCK", 1 << 14)
    big = message(b"z" * 80 + b"\n" + b"AAAA\n" * 200_000)
    path = tmp_path / "big.mbox"
    path.write_bytes(message(b"one") + big + message(b"three"))
    first, second, third = pieces_in(str(path), 0, path.stat().st_size)

    assert (second.cut, second.length) == (True, len(big))
    assert len(second.raw) <= 1 << 16
    assert int(third.place) == first.length + len(big)
    assert third.raw.endswith(b"three\n\n")


def test_a_huge_message_does_not_fill_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.mbox"
    with path.open("wb") as handle:
        handle.write(message(b"one") + FROM + b"Subject: huge\n\n")
        for _ in range(120):
            handle.write(b"AAAAAAAA\n" * 116_508)  # a megabyte
    tracemalloc.start()
    pieces = list(pieces_in(str(path), 0, path.stat().st_size))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert [piece.cut for piece in pieces] == [False, True]
    assert peak < 60 << 20 < path.stat().st_size


def test_a_line_full_of_times_does_not_hang_the_cutter() -> None:
    hostile = b"\nFrom " + b"1:11" * 500_000

    assert len(bodies(message(b"one" + hostile) + message(b"two"))) == 2


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"From the desk of Ann\nHello", b"Subject: a\n\nb"])
def test_other_files_are_no_mbox(head: bytes) -> None:
    assert not is_mbox(head)


def test_an_mbox_is_known_by_its_first_lines() -> None:
    assert is_mbox(message(b"one"))
    assert is_mbox(b"\xef\xbb\xbf" + message(b"one"))


def test_a_range_inside_a_long_message_is_not_searched_to_the_end_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "long.mbox"
    path.write_bytes(message(b"one") + message(b"AAAA\n" * 3_000_000) + message(b"three"))
    with path.open("rb") as handle:
        handle.seek(4 << 20)
        assert list(cut(handle, (4 << 20) + 1, (4 << 20) + 1000)) == []
        assert handle.tell() < 6 << 20
