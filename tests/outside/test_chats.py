"""WhatsApp exports, wherever they lie."""

import zipfile
from pathlib import Path

import pytest

from alongside.core.evidence.chat.nouns import Layout, Order, Terms
from alongside.core.evidence.nouns import Message
from alongside.outside.files import archive, chats
from alongside.outside.files.nouns import FilesError, Shape, Source
from alongside.outside.files.places import find_sources
from tests.core.evidence.chats import LATEST, ME
from tests.world import ANN, Sample, mbox
from tests.world import moment as at

TALK = "14.03.26, 09:12 - Anna: Yes?\n14.03.26, 09:13 - Mara Lind: Yes!\n"
TERMS = Terms(
    Layout(bracket=False, separator=".", year_first=False, time_first=False, seconds=False),
    Order.DAY,
    "Europe/Berlin",
    ("Anna", ME),
    frozenset([ME]),
)


def written(path: Path, text: str | bytes = TALK) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def zipped(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return path


def bodies(path: Path) -> list[str]:
    source = Source(Shape.CHAT, str(path), terms=TERMS)
    return [one.body for one in chats.talk_of(source, latest=LATEST) if isinstance(one, Message)]


def test_a_text_file_and_the_zip_around_it_hold_the_same_talk(tmp_path: Path) -> None:
    plain = written(tmp_path / "WhatsApp Chat with Anna.txt")
    packed = zipped(tmp_path / "WhatsApp Chat - Anna.zip", _chat__txt=TALK, photo__jpg=b"\xff\xd8" * 5000)

    assert [find_sources(path)[0][0].shape for path in (plain, packed)] == [Shape.CHAT, Shape.CHAT]
    assert bodies(plain) == bodies(packed) == ["Yes?", "Yes!"]
    assert chats.size_of(str(plain)) == chats.size_of(str(packed)) == len(TALK)


def test_a_folder_of_mail_is_not_searched_for_chats(tmp_path: Path) -> None:
    (tmp_path / "all.mbox").write_bytes(mbox(Sample(ANN, ME, at("2026-03-02 10:00"), "Hello")))
    written(tmp_path / "_chat.txt")
    zipped(tmp_path / "chat.zip", _chat__txt=TALK)

    assert Shape.CHAT not in [source.shape for source in find_sources(tmp_path)[0]]


def test_a_takeout_archive_stays_one(tmp_path: Path) -> None:
    mail = mbox(Sample(ANN, ME, at("2026-03-02 10:00"), "Hello"))
    path = zipped(tmp_path / "takeout.zip", Inbox__mbox=mail, readme__txt="No chat.")

    assert find_sources(path)[0][0].shape == Shape.ARCHIVE


def test_an_archive_of_several_chats_is_refused_with_what_would_do(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", Anna__txt=TALK, Tom__txt=TALK)

    with pytest.raises(FilesError, match="holds 2 chats: unpack it"):
        find_sources(path)


@pytest.mark.parametrize(
    "text", ["Dear diary,\ntoday I wrote nothing.\n", "", "a,b\n1,2\n", "\0" * 9000, "x" * 10_000_000]
)
def test_a_text_that_is_no_chat_is_refused_with_what_would_do(text: str, tmp_path: Path) -> None:
    with pytest.raises(FilesError, match=r"or a WhatsApp export \(\.txt, \.zip\)"):
        find_sources(written(tmp_path / "notes.txt", text))


def test_a_chat_in_the_wrong_encoding_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FilesError, match="saved as UTF-16"):
        find_sources(written(tmp_path / "_chat.txt", TALK.encode("utf-16")))


def test_a_chat_that_breaks_off_is_said_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "chat.zip", _chat__txt=TALK * 5000)
    raw = bytearray(path.read_bytes())
    raw[400:420] = bytes(20)
    path.write_bytes(raw)

    with pytest.raises(FilesError, match=r"breaks off .* Export the chat again"):
        chats.survey(str(path), latest=LATEST)


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_BOMB_BYTES", 1 << 22)
    path = zipped(tmp_path / "bomb.zip", _chat__txt=TALK.encode() + b"\0" * (32 << 20))

    with pytest.raises(FilesError, match="unpacks to more than"):
        chats.survey(str(path), latest=LATEST)


def test_batches_hold_everything_once_wherever_a_read_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "AT_ONCE", 3)
    text = "".join(f"14.03.26, 09:{minute:02} - Anna: {minute}\n" for minute in range(10))
    source = Source(Shape.CHAT, str(written(tmp_path / "_chat.txt", text)), terms=TERMS)
    whole = list(chats.batches(source, 0, latest=LATEST))

    assert [len(batch.talk) for batch in whole] == [3, 3, 3, 1]
    assert whole[-1].end == len(text)
    for done in range(len(whole)):
        assert list(chats.batches(source, whole[done].start, latest=LATEST)) == whole[done:]


def test_a_stamp_tells_what_a_chat_was_read_with(tmp_path: Path) -> None:
    source = Source(Shape.CHAT, str(written(tmp_path / "_chat.txt")), terms=TERMS)

    found = chats.terms_in(chats.stamp(source))
    assert found is not None
    assert found[1:] == (Order.DAY, "Europe/Berlin")
    assert chats.terms_in("123:456") is None
