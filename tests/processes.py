"""Processes that tests look for, to end them in the midst of their work."""

import time
from pathlib import Path


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
