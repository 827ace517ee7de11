"""Mail is hostile input: whatever lies in a mailbox ends as a message or as a trouble, and nothing is lost."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.desk.read import Outcome, read
from tests.desk.test_read import IN_A_FILE, QUESTION, rows
from tests.world import ANN, ME, Sample, mbox
from tests.world import moment as at

FROM = b"From x@y.example Thu Jan  1 00:00:00 2026\n"
HEAD = b"From: ann@birch.example\nTo: mara@lindstudio.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nSubject: odd\n"
LAST = Sample(ANN, ME, at("2026-03-09 10:00"), "The last one, unharmed.", "Last", "last@birch.example")


def nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    return HEAD + b"MIME-Version: 1.0\n" + opened + b"Content-Type: text/plain\n\ndeep\n"


ODD = {
    "50,000 nested parts": nested(50_000),
    "50,000 sibling parts": HEAD
    + b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\nContent-Type: text/plain\n\nx\n" * 50_000
    + b"--b--\n",
    "50,000 nested divs": HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 50_000 + b"deep" + b"</div>" * 50_000,
    "a header of ten megabytes": HEAD + b"X-Long: " + b"a" * 10_000_000 + b"\n\nbody\n",
    "a subject of a megabyte": HEAD.replace(b"odd", b"odd " * 250_000) + b"\nbody\n",
    "ten thousand recipients": HEAD + b"Cc: " + b", ".join(b"p%d@x.example" % i for i in range(10_000)) + b"\n\nbody\n",
    "nothing but NULs": b"\0" * 5_000,
    "NULs in the text": HEAD + b"\nbe\0fore\0\n",
    "lone carriage returns": HEAD.replace(b"\n", b"\r") + b"\rbody\r",
    "NULs in every header": b"".join(
        line[:-8] + b"\0" + line[-8:] + b"\n" for line in [*HEAD.splitlines(), b"Message-ID: <nul@birch.example>"]
    )
    + b"In-Reply-To: <q1\0@birch.example>\nCc: =?utf-8?q?A=00B?= <c=00d@e.example>\n\nbo=00dy\n",
    "a year before mail": HEAD.replace(b"2026", b"1970") + b"\nbody\n",
    "a year to come": HEAD.replace(b"2026", b"2106") + b"\nbody\n",
    "no date at all": b"From: a@b.example\n\nbody\n",
    "no header at all": b"just a line\n",
    "empty": b"",
    "broken base64": HEAD + b"Content-Transfer-Encoding: base64\n\n!!!!aGVsbG8=$$$\n",
    "an unknown charset": HEAD + b"Content-Type: text/plain; charset=klingon-8\n\ncaf\xe9\n",
    "a line of five megabytes": HEAD + b"\n" + b"word " * 1_000_000,
    "quotes without end": HEAD + b"\n" + b">" * 500_000 + b"\n",
    "a bidi override in a name": HEAD.replace(b"ann@birch", "\u202egnp.nna <ann@birch".encode()) + b"\nbody\n",
}


NO_MESSAGE = {"nothing but NULs", "no header at all", "empty"}  # a From_ line with no header behind it begins none


def read_one(tmp_path: Path, raw: bytes) -> Outcome:
    path = tmp_path / "odd.mbox"
    path.write_bytes(mbox(QUESTION) + FROM + raw.replace(b"\nFrom ", b"\n>From ") + b"\n\n" + mbox(LAST))
    return read([path])


@pytest.mark.parametrize("name", ODD)
def test_an_odd_message_harms_nobody(name: str, home: Path, tmp_path: Path) -> None:
    outcome = read_one(tmp_path, ODD[name])

    expected = 2 if name in NO_MESSAGE else 3
    assert outcome.messages == expected
    assert outcome.new + len(outcome.troubles) == expected
    assert ("Last",) in rows("SELECT subject FROM text UNION SELECT 'Last' FROM message WHERE words = 4")


@pytest.mark.parametrize("year", [b"1970", b"1980", b"2102", b"2106"])
def test_an_impossible_year_is_said_and_never_stored(year: bytes, home: Path, tmp_path: Path) -> None:
    outcome = read_one(tmp_path, HEAD.replace(b"2026", year) + b"\nbody\n")

    (trouble,) = outcome.troubles
    assert year.decode() in trouble.reason
    assert trouble.offset == len(mbox(QUESTION))
    assert rows("SELECT MIN(sent) > 1e9, MAX(sent) < 2e9 FROM message") == [(1, 1)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_mailbox_is_read_to_its_end(seed: int, home: Path, tmp_path: Path) -> None:
    dice = random.Random(seed)  # noqa: S311 - a fuzz
    samples = [
        Sample(ANN, ME, at("2026-03-02 10:00"), f"word {i} " * 50, message_id=f"m{i}@b.example") for i in range(200)
    ]
    raw = bytearray(mbox(*samples))
    for _ in range(400):
        place = dice.randrange(len(raw))
        raw[place : place + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
    path = tmp_path / "damaged.mbox"
    path.write_bytes(mbox(QUESTION) + bytes(raw))
    outcome = read([path])

    assert outcome.messages >= 150
    assert outcome.new + len(outcome.troubles) <= outcome.messages
    assert read([path]).new == 0


def test_every_real_odd_message_is_read_without_a_crash(corpora: Path, home: Path, tmp_path: Path) -> None:
    files = [
        path for path in (corpora / "mime").rglob("*") if path.suffix in {".eml", ".msg", ".txt"} and path.is_file()
    ]
    for index, path in enumerate(files):
        (tmp_path / f"{index}.eml").write_bytes(path.read_bytes())
    outcome = read([tmp_path])

    assert outcome.messages == len(files) > 100
    known = outcome.messages - outcome.new - len(outcome.troubles)  # some of the samples are the same message
    assert 0 <= known < 0.3 * outcome.messages


@IN_A_FILE
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of its memory from /proc")
def test_a_message_of_two_gigabytes_is_read_in_little_memory(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "huge.mbox"
    with path.open("wb") as handle:
        handle.write(mbox(QUESTION) + FROM + HEAD + b"\nThe text.\n")
        handle.truncate(2 << 30)  # a hole of NULs: it takes no room on the disk
        handle.seek(0, 2)
        handle.write(b"\n\n" + mbox(LAST))
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
    new, troubles, megabytes = map(int, done.stdout.split())

    assert (new, troubles) == (3, 0)
    assert megabytes < 400


# VmHWM, not ru_maxrss: the latter remembers the process it was forked from.
_READ = """
import re, sys
from pathlib import Path
from alongside.desk.read import read
outcome = read([Path(sys.argv[1])])
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024
print(outcome.new, len(outcome.troubles), peak)
"""
