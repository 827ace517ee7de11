"""How fast the pages answer: `python bench/web.py [--messages 200000]`.

Reads a generated box (60 client domains), serves it as a person would, and asks every page over HTTP while a second
process keeps asking too. The server's own time is what its answer took; the median and the 95th percentile are
printed with the size, and the idle server's memory.
"""

import argparse
import http.cookiejar
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).parent
PAGES = ["/", "/clients/", "/clients/map/", "CLIENT", "CLIENT/mails/", "CLIENT/mails/?side=push", "MAIL", "/pushes/"]
PAGES += ["/pushes/?waiting=1", "/search/?q=invoice", "/sources/", "/settings/", "/guide/"]
GOALS = {"/": 100, "CLIENT": 200}  # milliseconds at the median


def box(messages: int) -> Path:
    path = HERE / "data" / f"b{messages // 1000}k.mbox"
    if not path.with_name(path.name + ".state").exists():
        path.parent.mkdir(exist_ok=True)
        print(f"writing {path}", flush=True)
        command = [sys.executable, HERE / "mailbox.py", "--messages", str(messages), "--out", path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


class Browser:
    def __init__(self, address: str, home: Path) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        link = alongside(home, "link", "--port", address.rpartition(":")[2]).strip()
        page = self.opener.open(link).read().decode()
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        assert token
        form = urlencode({"csrfmiddlewaretoken": token[1]}).encode()
        self.opener.open(urllib.request.Request(link, data=form, headers={"Referer": link})).read()

    def ask(self, page: str) -> tuple[float, bytes]:
        began = time.perf_counter()
        body = self.opener.open(self.address + page).read()
        return 1000 * (time.perf_counter() - began), body


def alongside(home: Path, *words: str) -> str:
    env = os.environ | {"ALONGSIDE_HOME": str(home)}
    command = [sys.executable, "-m", "alongside", *words]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


@contextmanager
def served(home: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"ALONGSIDE_HOME": str(home)}
    command = [sys.executable, "-m", "alongside", "serve", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    for _ in range(300):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.1)
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def memory(process: int) -> float:
    """Megabytes of a process and its children: the sum of their proportional shares."""
    pids = [str(process)]
    for pid in pids:
        pids += Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    shares = [re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE) for pid in pids]
    return sum(int(share[1]) for share in shares if share) / 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=200_000)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--home", type=Path, help="a data folder that has read the box already")
    options.add_argument("--load", nargs=2, metavar=("ADDRESS", "HOME"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.load:
        keep_asking(chosen.load[0], Path(chosen.load[1]))
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.home or Path(folder) / "home"
        if not (home / "alongside.sqlite3").exists():
            began = time.perf_counter()
            alongside(home, "read", str(box(chosen.messages)), "--me", "me@studio.example", "--json")
            print(f"read {chosen.messages:,} messages in {time.perf_counter() - began:.1f} s")
        with served(home) as (address, process):
            measure(address, home, process, chosen.rounds)


def keep_asking(address: str, home: Path) -> None:
    browser = Browser(address, home)
    pages = named(browser)
    while True:
        for page in pages.values():
            browser.ask(page)
            time.sleep(0.2)  # a second person leafing quickly


def named(browser: Browser) -> dict[str, str]:
    """The pages by their addresses: the client with most mail, and its newest mail."""
    client = re.search(rb'href="(/clients/\d+/)"', browser.ask("/clients/")[1])
    assert client
    place = client[1].decode()
    mail = re.search(rb'href="(/mails/\d+/)', browser.ask(f"{place}mails/")[1])
    assert mail
    return {
        page: page.replace("CLIENT/", place).replace("CLIENT", place).replace("MAIL", mail[1].decode())
        for page in PAGES
    }


def measure(address: str, home: Path, process: int, rounds: int) -> None:
    browser = Browser(address, home)
    idle = memory(process)
    pages = named(browser)
    first = {name: browser.ask(page)[0] for name, page in pages.items()}
    load = subprocess.Popen([sys.executable, __file__, "--load", address, str(home)])
    try:
        times: dict[str, list[float]] = {name: [] for name in pages}
        sizes: dict[str, int] = {}
        for _ in range(rounds):
            for name, page in pages.items():
                took, body = browser.ask(page)
                times[name].append(took)
                sizes[name] = len(body)
    finally:
        load.terminate()
        load.wait()
    print(f"{'page':28} {'first':>7} {'median':>7} {'p95':>7} ms {'size':>8} kB  goal")
    for name, took in times.items():
        p95 = statistics.quantiles(took, n=20)[-1]
        goal = f"{GOALS[name]} ms" if name in GOALS else ""
        print(
            f"{name:28} {first[name]:7.0f} {statistics.median(took):7.0f} {p95:7.0f} {sizes[name] / 1000:11.1f}  {goal}"
        )
    print(f"memory: idle {idle:.0f} MB, after all pages {memory(process):.0f} MB (sum of PSS; the goal is 250)")


if __name__ == "__main__":
    main()
