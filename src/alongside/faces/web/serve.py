"""`alongside serve`: one command, the pages in child processes and the worker in this one."""

import os
import socket
import threading
import webbrowser
from collections.abc import Callable

from alongside import config
from alongside.config import SettingError
from alongside.core.trace import SorryError
from alongside.desk import jobs
from alongside.faces.web.accounts.start import AccountError, prepare
from alongside.outside import keys
from alongside.store.door import open_desk

THREADS = 4  # pages answered at once, by each process
PATIENCE = 20.0  # seconds the pages may take to come up before the browser is sent there all the same


class PortTakenError(SorryError):
    """Something else listens there; the message says what to do."""


def new_link(port: int) -> str:
    """The address that signs in once, where there are no accounts."""
    if config.on_server():
        raise AccountError(
            "On a server people sign in to their accounts: alongside invite makes a link for another account,"
            " alongside reset ADDRESS one for a new password."
        )
    return f"http://{_authority(port)}/enter/{keys.new_link_key(config.home())}/"


def serve(port: int, tell: Callable[[str], None], *, browser: bool, web_only: bool = False, workers: int = 1) -> None:
    """Serve the pages until stopped, and do the long work they ask for unless others do (`web_only`)."""
    _refuse_more(workers)
    _refuse_taken(port)
    link = _prepare(port)
    tell(link)
    stopping = threading.Event()
    worker = threading.Thread(target=jobs.work, args=(stopping,), name="worker")
    if not web_only:
        worker.start()
    if browser and not config.on_server():
        threading.Thread(target=_open, args=(port, link), daemon=True).start()
    try:
        _listen(port, workers)
    finally:
        stopping.set()
        if not web_only:
            worker.join()


def _prepare(port: int) -> str:
    """Lay or upgrade the tables before anybody asks; the link to tell."""
    if config.on_server():
        prepare()
        from alongside.faces.web.accounts import people  # noqa: PLC0415 - it needs Django started

        return people.invitation() if people.is_nobody_there() else f"{config.public_url()}/"
    open_desk().close()
    keys.secret(config.home())
    return new_link(port)


def _refuse_more(workers: int) -> None:
    if workers > 1 and not (config.on_server() and config.database_url()):
        raise SettingError(
            f"{workers} processes for the pages need ALONGSIDE_MODE=server and a PostgreSQL in ALONGSIDE_DATABASE_URL:"
            " a file has one writer. Leave --workers at 1."
        )


def _refuse_taken(port: int) -> None:
    host = config.host()
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            way_in = "" if config.on_server() else "If Alongside runs already, `alongside link` prints a way in; else "
            raise PortTakenError(
                f"Port {port} is taken ({error.strerror}). {way_in}choose another: alongside serve --port {port + 1}"
            ) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _authority(port: int) -> str:
    host = config.host()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _listen(port: int, workers: int) -> None:
    from granian import Granian  # noqa: PLC0415 - the command line need not wait for it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    server = Granian(
        "alongside.faces.web.wsgi:application",
        address=config.host(),
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.serve()


def _open(port: int, link: str) -> None:
    """Send the browser in once somebody listens."""
    wait = threading.Event()
    host = config.host()
    for _ in range(int(PATIENCE / 0.1)):
        with socket.socket(_family(host)) as probe:
            if probe.connect_ex((host, port)) == 0:
                break
        wait.wait(0.1)
    webbrowser.open(link)
