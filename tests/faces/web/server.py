"""A server with accounts in a process of its own, and visitors who ask it as a browser would."""

import base64
import hmac
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from alongside.outside import keys
from tests.processes import until_it_listens

NAME = "alongside.example"
SECRET = re.compile(r'<code id="secret">(\w+)</code>')
PASSWORD = "plum-orbit-lantern-9"  # noqa: S105 - of servers that live as long as a test
_SOMEWHERE = count(1)


class Served(NamedTuple):
    """A running server: where it answers, its data folder, its settings, its process, what it printed first."""

    port: int
    home: Path
    settings: dict[str, str]
    process: subprocess.Popen[str]
    said: str

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A command on the server's own terminal."""
        return run(*words, **self.settings)

    def log(self) -> str:
        """What the server wrote to its terminal beside the link."""
        return (self.home / "log").read_text("utf-8")


def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """The program, as a person starts it."""
    command = [sys.executable, "-m", "alongside", *words]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path, *words: str, **more: str) -> Iterator[Served]:
    """`alongside serve` with accounts, behind one proxy (the visitors play it) unless said otherwise."""
    port = free_port()
    settings = {
        "ALONGSIDE_HOME": str(home),
        "ALONGSIDE_MODE": "server",
        "ALONGSIDE_URL": f"https://{NAME}",
        "ALONGSIDE_PROXIES": "1",
        "ALONGSIDE_WORKERS": "1",
        "ALONGSIDE_DATABASE_URL": "",
        **{name: value.format(port=port) for name, value in more.items()},
    }
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "alongside", "serve", "--port", str(port), *words]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            command, env=os.environ | settings, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
        )
    assert process.stdout is not None
    said = next((line.strip() for line in process.stdout if re.match(r"\s+http", line)), "")
    until_it_listens(port, process)
    try:
        yield Served(port, home, settings, process, said)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        process.stdout.close()


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: http.client.HTTPMessage
    page: str

    @property
    def to(self) -> str:
        """Where it sends the visitor."""
        return self.headers.get("Location", "")

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.page).split())


class Visitor:
    """Somebody at a browser of their own, with cookies, at an address of their own, through the proxy."""

    def __init__(self, server: Served) -> None:
        self._server = server
        self.cookies: dict[str, str] = {}
        self.address = f"203.0.113.{next(_SOMEWHERE)}"

    def ask(self, method: str, path: str, body: bytes = b"", /, **headers: str) -> Answer:
        """One request; headers are named with underscores."""
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=30)
        sent = {
            "Host": NAME,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            "Origin": f"https://{NAME}",
        }
        sent |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        told = connection.getresponse()
        answer = Answer(told.status, told.headers, told.read().decode())
        connection.close()
        for cookie in told.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.strip().partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def get(self, path: str, /, **headers: str) -> Answer:
        """Look at a page."""
        return self.ask("GET", path, **headers)

    def fill(self, at: str, /, **fields: str) -> Answer:
        """Fill in the form that stands on the page at this path, and send it there."""
        return self.send(self.get(at), at, **fields)

    def send(self, page: Answer, to: str, /, **fields: str) -> Answer:
        """Fill in a form of this page, and send it."""
        body = urlencode({"csrfmiddlewaretoken": token(page), **fields}).encode()
        return self.ask("POST", to, body, Content_Type="application/x-www-form-urlencoded")

    def join(self, address: str) -> Answer:
        """Make an account by an invitation."""
        key = keys.new_link_key(self._server.home, keys.JOIN)
        return self.fill(f"/join/{key}/", email=address, password1=PASSWORD, password2=PASSWORD)

    def sign_in(self, address: str, password: str = PASSWORD) -> Answer:
        """Give address and password at the door."""
        return self.fill("/account/login/", login=address, password=password)


def token(page: Answer) -> str:
    """What a form carries to show that it is ours."""
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.page)
    assert found, page.text
    return found[1]


def six_digits(secret: str, at: float | None = None) -> str:
    """What an authenticator app shows (RFC 6238)."""
    step = int((time.time() if at is None else at) // 30).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), step, "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def sorry(answer: Answer) -> str:
    """The sentence a script was told."""
    return str(json.loads(answer.page)["sorry"])


def account(server: Served, address: str) -> Visitor:
    """Somebody who made this account and is signed in."""
    person = Visitor(server)
    assert person.join(address).to == "/"
    return person


def say_it_again(person: Visitor, path: str) -> None:
    """Give the password once more, before security settings."""
    again = person.get(path)
    assert again.status == 302
    assert "/reauthenticate/" in again.to
    assert person.fill(again.to, password=PASSWORD).status == 302


def use_an_app(person: Visitor) -> str:
    """Set up an authenticator app; its secret."""
    say_it_again(person, "/account/second/totp/activate/")
    page = person.get("/account/second/totp/activate/")
    found = SECRET.search(page.page)
    assert found
    kept = person.send(page, "/account/second/totp/activate/", code=six_digits(found[1]))
    assert kept.to == "/account/second/recovery-codes/"
    return found[1]


def change(query: str, server: Served) -> None:
    """Reach into the server's database."""
    with sqlite3.connect(server.home / "alongside.sqlite3", timeout=20) as connection:
        connection.execute(query)
