"""Who is measured: Alongside, the mail indexers a Debian user has at hand, and the plain standard library."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ME = "me@studio.example"
HERE = Path(__file__).resolve().parent
DEBIAN = "apt-get install notmuch maildir-utils mairix"
PACKAGE = "pip install -e ."
NOTMUCH = """\
[database]
path={home}/index
mail_root={maildir}
[user]
name=Mara Lind
primary_email=me@studio.example
[new]
tags=unread;inbox
[maildir]
synchronize_flags=false
"""
MAIRIX = """\
base={home}
maildir={maildir}
mfolder={home}/found
database={home}/index/db
"""


class Place(NamedTuple):
    """Where the same messages lie, as a box and as a Maildir."""

    box: Path
    maildir: Path


class Peer(NamedTuple):
    """A program: its name in the table, the commands of a first read, of a later one; {home} is its own."""

    name: str
    first: list[list[str]]
    again: list[list[str]]
    version: list[str]
    install: str

    @property
    def missing(self) -> bool:
        """Whether its program cannot be found."""
        return shutil.which(self.first[0][0]) is None


def peers(place: Place, alongside: str) -> list[Peer]:
    """All that are measured, the product first."""
    tail = ["--me", ME, "--json"]
    mbox, folder = [alongside, "read", str(place.box), *tail], [alongside, "read", str(place.maildir), *tail]
    about = [alongside, "--version"]
    notmuch = ["notmuch", "--config={home}/notmuch", "new", "--quiet"]
    init = ["mu", "init", "--quiet", "--muhome={home}/index", f"--maildir={place.maildir}", f"--my-address={ME}"]
    index = ["mu", "index", "--quiet", "--muhome={home}/index"]
    mairix = ["mairix", "-f", "{home}/mairix"]
    plain = [sys.executable, str(HERE / "plain.py"), str(place.box)]
    return [
        Peer("alongside", [mbox], [mbox], about, PACKAGE),
        Peer("alongside, Maildir", [folder], [folder], about, PACKAGE),
        Peer("notmuch", [notmuch], [notmuch], ["notmuch", "--version"], DEBIAN),
        Peer("mu", [init, index], [index], ["mu", "--version"], DEBIAN),
        Peer("mairix", [mairix], [mairix], ["mairix", "--version"], DEBIAN),
        Peer("stdlib parse", [plain], [], [sys.executable, "--version"], ""),
    ]


def settle(home: Path, place: Place) -> dict[str, str]:
    """A fresh home with every program's configuration; answers the environment to run in."""
    shutil.rmtree(home, ignore_errors=True)
    (home / "index").mkdir(parents=True)
    (home / "notmuch").write_text(NOTMUCH.format(home=home, maildir=place.maildir))
    (home / "mairix").write_text(MAIRIX.format(home=home, maildir=place.maildir))
    return surroundings(home)


def surroundings(home: Path) -> dict[str, str]:
    """The environment in which a program finds only what belongs to this home."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return {**kept, "HOME": str(home), "ALONGSIDE_HOME": str(home / "index")}


def stored(home: Path) -> int:
    """Bytes a program has put into its home, its configuration apart."""
    return sum(path.stat().st_size for path in (home / "index").rglob("*") if path.is_file())


def version(peer: Peer) -> str:
    """The first line a program says about its version."""
    said = subprocess.run(peer.version, capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).strip().partition("\n")[0] if said.returncode == 0 else "unknown version"
