"""`alongside serve`: one command, the pages in a child process and the worker in this one."""

import os
import socket
import threading
import webbrowser
from collections.abc import Callable

from alongside import config
from alongside.core.trace import SorryError
from alongside.desk import jobs
from alongside.outside import keys
from alongside.store.door import open_desk

HOST = "127.0.0.1"
THREADS = 4  # pages answered at once
PATIENCE = 20.0  # seconds the pages may take to come up before the browser is sent there all the same


class PortTakenError(SorryError):
    """Something else listens there; the message says what to do."""


def new_link(port: int) -> str:
    """The address that signs in once."""
    return f"http://{HOST}:{port}/enter/{keys.new_link_key(config.home())}/"


def serve(port: int, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve the pages on this machine until stopped, and do the long work they ask for."""
    _refuse_taken(port)
    open_desk().close()  # lay or upgrade the tables before anybody asks
    keys.secret(config.home())
    link = new_link(port)
    tell(link)
    stopping = threading.Event()
    worker = threading.Thread(target=jobs.work, args=(stopping,), name="worker")
    worker.start()
    if browser:
        threading.Thread(target=_open, args=(port, link), daemon=True).start()
    try:
        _listen(port)
    finally:
        stopping.set()
        worker.join()


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTakenError(
                f"Port {port} is taken ({error.strerror}). If Alongside runs already, `alongside link` prints a way"
                f" in; else choose another: alongside serve --port {port + 1}"
            ) from error


def _listen(port: int) -> None:
    from granian import Granian  # noqa: PLC0415 - the command line need not wait for it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    server = Granian(
        "alongside.faces.web.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.serve()


def _open(port: int, link: str) -> None:
    """Send the browser in once somebody listens."""
    wait = threading.Event()
    for _ in range(int(PATIENCE / 0.1)):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                break
        wait.wait(0.1)
    webbrowser.open(link)
