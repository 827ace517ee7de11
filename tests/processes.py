"""Processes that tests start or look for: until one listens, and to end one in the midst of its work."""

import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest


def until_it_listens(port: int, process: "subprocess.Popen[str]") -> None:
    """Wait until a server takes connections, however slow the machine; one that ends before that fails at once."""
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"the server ended with {process.wait(0.05)}")


def working_child(parent: int) -> int:
    """The process that does a job: a child of `parent` whose command is `alongside work`; waits until there is one."""
    for _ in range(6000):
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().split(b"\0")
                above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if above == parent and b"work" in command:
                return int(folder.name)
        time.sleep(0.01)
    raise AssertionError("no process does the job")
