"""What lies at a path."""

import os
from pathlib import Path

import pytest

from alongside.core.evidence.nouns import Marks
from alongside.outside.files.nouns import FilesError, Shape
from alongside.outside.files.places import find_sources, marks_of_place
from tests.world import ANN, ME, Sample, mbox
from tests.world import moment as at

LETTER = Sample(ANN, ME, at("2026-03-02 10:00"), "Hello")


def test_a_folder_is_searched_for_every_shape_of_mail(tmp_path: Path) -> None:
    (tmp_path / "Inbox").write_bytes(mbox(LETTER))
    (tmp_path / "notes.txt").write_text("no mail")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "one.eml").write_bytes(LETTER.as_bytes())
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / ".Sent" / part).mkdir(parents=True)

    sources, troubles = find_sources(tmp_path)

    assert [(Path(one.path).name, one.shape) for one in sources] == [
        ("Inbox", Shape.MBOX),
        (".Sent", Shape.MAILDIR),
        ("saved", Shape.FOLDER),
    ]
    assert sources[1].marks == Marks.SENT
    assert troubles == []


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("Takeout/Mail/Sent.mbox", Marks.SENT),
        ("Takeout/E-Mail/Gesendet.mbox", Marks.SENT),
        ("Takeout/Mail/Corbeille.mbox", Marks.SPAM),
        ("Maildir/.INBOX.Sent", Marks.SENT),
        ("Export/Sent.mbox/mbox", Marks.SENT),
        ("All mail Including Spam and Trash.mbox", Marks.NONE),
        ("Sentinel.mbox", Marks.NONE),
    ],
)
def test_the_name_of_a_folder_says_sent_or_spam(name: str, marks: Marks) -> None:
    assert marks_of_place(name) == marks


def test_a_path_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FilesError, match="there is no such file"):
        find_sources(tmp_path / "nowhere")


def test_a_file_that_is_no_mail_is_refused_with_what_would_do(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 100)

    with pytest.raises(FilesError, match=r"not a mailbox\. It takes an mbox file"):
        find_sources(tmp_path / "photo.jpg")


def test_a_folder_without_mail_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FilesError, match="no mail in it"):
        find_sources(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_without_rights_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)

    with pytest.raises(FilesError, match="Permission denied"):
        find_sources(tmp_path / "closed")
