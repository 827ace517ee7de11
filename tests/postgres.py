"""A PostgreSQL of the tests' own: started when the first test asks for it, in a temporary folder, and stopped at the
end. Each test gets a database of its own, copied from one whose tables are laid.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

# Nothing in it outlives the tests, so nothing waits for the disk. The order of words is one that no code may rely on.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=127.0.0.1"
_USER = "alongside"
GUARDED = "guarded"
PASSWORD = "s3cret/and:long"  # noqa: S105 - of a server that lives as long as the tests


class Server:
    """A running PostgreSQL, and the one database in it that every other is a copy of."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._made = 0

    def url(self, name: str, person: str = _USER) -> str:
        """Of a database; `person` may hold a password."""
        return f"postgresql://{person}@127.0.0.1:{self.port}/{name}"

    def lay_template(self, folder: Path) -> None:
        """Have the program lay its tables, as it does for everybody."""
        self.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
        self.run("CREATE DATABASE laid")
        code = "from alongside.store.door import open_desk; open_desk().close()"
        environment = {**os.environ, "ALONGSIDE_HOME": str(folder), "ALONGSIDE_DATABASE_URL": self.url("laid")}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)

    @contextmanager
    def database(self, template: str = "laid") -> Iterator[str]:
        """The URL of a database that is there for as long as it is used."""
        self._made += 1
        name = f"test{self._made}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.url(name)
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def programs() -> Path:
    """The folder of initdb and pg_ctl, where Debian and others put it; without one the test is skipped, but not in CI,
    which has `make test` install it.
    """
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    for folder in reversed(folders):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    if os.environ.get("CI"):
        pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
    pytest.skip("PostgreSQL is not installed: apt-get install postgresql")


@contextmanager
def served() -> Iterator[Server]:
    """A server on a free port."""
    where = programs()
    folder = Path(mkdtemp(prefix="alongside-postgres-"))  # not pytest's own folder: that is closed to other users
    drop: list[str] = []
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        drop = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        shutil.chown(folder, "postgres")
    port, data = _free_port(), str(folder / "data")
    make = ["initdb", "-D", data, "-A", "trust", "-U", _USER, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    make += ["--locale-provider=icu", "--icu-locale=en"] if _major(where) >= 15 else []
    start = ["pg_ctl", "-D", data, "-o", f"-p {port} -k {folder} {_QUICK}", "-l", f"{folder}/log", "-w", "start"]
    stop = ["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]
    run([*drop, where / make[0], *make[1:]], folder)
    _guard(folder / "data" / "pg_hba.conf")
    run([*drop, where / start[0], *start[1:]], folder)
    try:
        server = Server(port)
        server.lay_template(folder)
        yield server
    finally:
        run([*drop, where / stop[0], *stop[1:]], folder)
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str | Path], folder: Path) -> None:
    """Run a program of PostgreSQL; what it says is shown only where it fails."""
    # Its output goes to a file: a server that is started keeps a pipe open for as long as it runs.
    with (folder / "said").open("wb") as said:
        code = subprocess.run(command, cwd=folder, stdout=said, stderr=said, check=False).returncode
    if code:
        log = folder / "log"
        pytest.fail((folder / "said").read_text() + (log.read_text() if log.exists() else ""))


def _major(where: Path) -> int:
    said = subprocess.run([where / "initdb", "--version"], check=True, capture_output=True, text=True).stdout
    return int(said.split()[2].partition(".")[0])


def _guard(rules: Path) -> None:
    """One person needs a password; for the others the first rule that is about them lets them in."""
    rules.write_text(f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n" + rules.read_text())


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
