"""The verb `rehearse`: the demo year, written and read as a person would read her own."""

import shutil
from contextlib import closing
from pathlib import Path

from alongside import config
from alongside.core.trace import SorryError
from alongside.core.who.nouns import NOT_YET
from alongside.demo.cast import CLIENTS
from alongside.demo.nouns import Client, DemoYear
from alongside.demo.write import write_year
from alongside.desk import decide, look
from alongside.desk.read import Outcome, Watcher, read
from alongside.store.door import open_desk
from alongside.store.shelf import sources
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.workspace import clear


class OccupiedError(SorryError):
    """The folder holds something else; the message names it."""


def rehearse(folder: Path, seed: int, watcher: Watcher) -> tuple[DemoYear, Outcome]:
    """Write the year into `folder`, read it into the database in use, and name the clients and their signing dates.

    An older demo in that folder is replaced; any other folder that is not empty is refused, and so is a desk with mail
    of somebody's own.
    """
    _refuse_occupied(folder)
    _clear(folder)
    year = write_year(folder / "year", seed=seed)
    outcome = read([year.mail], watcher=watcher)
    keys = {
        address: one["key"] for one in look.portfolio() for person in one["people"] for address in person["addresses"]
    }
    decide.decide_all([decision for client in CLIENTS for decision in _told(client, keys)])
    return year, outcome


def is_demo(folder: Path) -> bool:
    """Whether what is on the shelf is the demo year that lies in `folder`."""
    try:
        with look.shelf() as connection:
            paths = [str(one["path"]) for one in sources.listed(connection)]
    except look.NothingYetError:
        return False
    return any(Path(path).is_relative_to(folder.absolute()) for path in paths)


def forget_demo(folder: Path) -> None:
    """Remove the demo year and everything concluded from it; raises OccupiedError where other mail was read too."""
    with closing(open_desk()) as connection, transaction(connection):
        if _is_other_mail_there(connection, folder):
            raise OccupiedError("Mail of your own was read beside the demo year: erase its clients one by one.")
        clear(connection)
    shutil.rmtree(folder, ignore_errors=True)


def _is_other_mail_there(connection: Connection, folder: Path) -> bool:
    paths = [Path(str(one["path"])) for one in sources.listed(connection) if one["messages"]]
    return any(not path.is_relative_to(folder.absolute()) for path in paths)


def _told(client: Client, keys: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """What she would tell the program about one client: its name, and when it signed or that it did not."""
    key = next((keys[person.address] for person in client.people if person.address in keys), "")
    if not key:
        return []
    signed = (client.signed or NOT_YET).isoformat()
    return [("rename", {"key": key, "name": client.name}), ("sign", {"key": key, "date": signed})]


def _refuse_occupied(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / "year" / "truth.json").exists():
        raise OccupiedError(f"{folder} holds something else: name an empty folder for the demo.")
    if config.home().is_relative_to(folder):
        return  # all that is there goes with the older demo
    with closing(open_desk()) as connection:
        if _is_other_mail_there(connection, folder):
            raise OccupiedError("There is mail here already; the demo year is shown only on an empty desk.")


def _clear(folder: Path) -> None:
    shutil.rmtree(folder / "year", ignore_errors=True)
    if config.home().is_relative_to(folder):
        shutil.rmtree(config.home(), ignore_errors=True)
