"""Compare `alongside read` with its peers on the same mail in the same run: `python bench/read.py [SIZES]`.

Every round runs every program once on a cold index, in an order that moves on from round to round. The
tables give ratios first (peer / alongside: median, and range over the rounds), absolute figures below.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import peers
import tables
from measure import Run, run, together
from peers import HERE, Peer, Place
from tables import Found, Runs

CAVEATS = """\
Not like for like: notmuch and mu index the whole body with its quoted history, and positions; mairix indexes words
without positions; the stdlib parse stores nothing and runs on one core. alongside stores own words, signals with
their spans, threads and clients. notmuch, mu and mairix read the Maildir; `alongside` and the stdlib read the mbox.
Cold index, warm page cache. CPU is user + system of the process tree. Memory is the highest sum of RSS over the
process tree, looked at every 20 ms: pages that workers share count once for each of them."""


def generate(*arguments: str) -> None:
    subprocess.run([sys.executable, str(HERE / "mailbox.py"), *arguments], check=True, stdout=subprocess.DEVNULL)


def generated(data: Path, size: int) -> Place:
    """The box and the Maildir of a size, written unless both are there whole (the state is written last)."""
    name = f"b{size // 1000}k" if size % 1000 == 0 else f"b{size}"
    place = Place(data / f"{name}.mbox", data / name)
    if not (data / f"{name}.mbox.state").exists() or not (place.maildir / "cur").exists():
        say(f"writing {place.box} and {place.maildir}")
        generate("--messages", str(size), "--out", str(place.box), "--maildir", str(place.maildir))
    return place


def copied(place: Place, work: Path) -> Place:
    """A copy that may grow (the Maildir by hard links), all its bytes in the page cache."""
    copy = Place(work / "mail.mbox", work / "maildir")
    for suffix in ("", ".state"):
        shutil.copyfile(f"{place.box}{suffix}", f"{copy.box}{suffix}")
    shutil.copytree(place.maildir, copy.maildir, copy_function=os.link)
    for path in copy.maildir.joinpath("cur").iterdir():
        path.read_bytes()
    return copy


def execute(commands: list[list[str]], home: Path, label: str) -> Run:
    """The commands one after the other, until one fails; seen as one run."""
    runs: list[Run] = []
    for command in commands:
        runs.append(run([part.replace("{home}", str(home)) for part in command], peers.surroundings(home)))
        if runs[-1].code:
            break
    one = together(runs)
    why = f": FAILED ({one.code}) {one.err.strip()[-300:]}" if one.code else ""
    say(f"{label}, {home.name}: {one.wall:.2f} s{why}")
    return one


def first_reads(present: list[Peer], place: Place, work: Path, rounds: int) -> Runs:
    """Every program once a round, in a fresh home; who fails is left out."""
    runs: Runs = {peer.name: [] for peer in present}
    for turn in range(rounds):
        start = turn % len(present)
        for peer in present[start:] + present[:start]:
            peers.settle(work / peer.name, place)
            os.sync()  # nobody pays for what the one before left to be written
            runs[peer.name].append(execute(peer.first, work / peer.name, f"round {turn + 1}"))
    return _whole(runs)


def later_reads(present: list[Peer], place: Place, work: Path, times: int) -> tuple[Runs, Runs]:
    """In the homes of the last round: 100 more messages, then nothing new; several times over."""
    grown: Runs = {peer.name: [] for peer in present}
    same: Runs = {peer.name: [] for peer in present}
    for _ in range(times):
        generate("--extra", "100", "--out", str(place.box), "--maildir", str(place.maildir))
        time.sleep(1.2)  # the indexers do not trust a folder that changed within this second
        for label, runs in (("+100", grown), ("nothing new", same)):
            for peer in present:
                runs[peer.name].append(execute(peer.again, work / peer.name, label))
    return _whole(grown), _whole(same)


def _whole(runs: Runs) -> Runs:
    return {name: many for name, many in runs.items() if many and not any(one.code for one in many)}


def small_commands(alongside: str, home: Path, times: int = 20) -> Runs:
    """`--help` and `clients --json` against an empty interpreter, in turn; nothing looks at /proc meanwhile."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "alongside --help": [alongside, "--help"],
        "alongside clients": [alongside, "clients", "--json"],
    }
    runs: Runs = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(run(command, peers.surroundings(home), watch=False))
    return _whole(runs)


def measured(size: int, asked: argparse.Namespace, wanted: list[str]) -> Found:
    """Everything on one size, in a working folder that is removed at the end."""
    original = generated(asked.data, size)
    with tempfile.TemporaryDirectory(prefix="work-", dir=asked.data) as name:
        work = Path(name).resolve()
        place = copied(original, work)
        present = [peer for peer in peers.peers(place, asked.alongside) if peer.name in wanted]
        mail = place.box.stat().st_size
        first = first_reads(present, place, work, asked.rounds or (1 if size >= 100000 else 3))
        stored = {name: peers.stored(work / name) for name in first}
        present = [peer for peer in present if peer.name in first and peer.again]
        grown, same = later_reads(present, place, work, 3)
        commands = small_commands(asked.alongside, work / tables.OURS) if tables.OURS in first else {}
        said = answer(first[tables.OURS][-1].out, size) if tables.OURS in first else ""
    return Found(size, mail, first, grown, same, stored, commands, said)


def answer(out: str, size: int) -> str:
    """What the first read found, by its own JSON: a fast read of half the mail must not pass for fast."""
    try:
        told = json.loads(out)
        facts = (
            f"{told['messages']} messages, {told['new']} new, {told['kept']} kept, {len(told['trouble'])} in trouble"
        )
        facts += f", {len(told['clients'])} clients (written: {size} messages, 60 clients)"
    except (ValueError, KeyError, TypeError) as reason:
        return f"WARNING: the answer of `alongside read --json` was not understood ({reason!r})"
    return facts if told["new"] + len(told["trouble"]) == size else f"WARNING: not all mail was read: {facts}"


def shown(found: Found) -> str:
    """The tables of one size."""
    parts = [f"## {found.messages} messages, {found.mail / 1e6:.1f} MB", "### Ratios: peer / alongside"]
    parts += [tables.aligned(tables.ratio_rows("first read", found.first))]
    parts += [tables.aligned(tables.ratio_rows("+100 messages", found.grown))]
    parts += [tables.aligned(tables.ratio_rows("nothing new", found.same)), "### Goals (SPEED, section 11)"]
    parts += [tables.aligned(tables.goal_rows(found)), "### In absolute figures"]
    for title, runs in (("first read", found.first), ("+100 messages", found.grown), ("nothing new", found.same)):
        stored = found.stored if runs is found.first else {}
        parts += [tables.aligned(tables.absolute_rows(title, runs, stored, found.mail))]
    parts += [f"alongside read: {found.said}"] if found.said else []
    if found.commands:
        parts += [tables.aligned(tables.absolute_rows("20 runs each", found.commands, {}, found.mail))]
    return "\n\n".join([*parts, CAVEATS])


def machine(present: list[Peer]) -> dict[str, str]:
    """Where and with what this was measured; the load tells whether the machine was quiet."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    facts = {"system": platform.platform(), "python": platform.python_version(), "cores": str(os.cpu_count())}
    facts |= {"processor": models[0].partition(": ")[2] if models else platform.processor()}
    facts |= {"load before": " ".join(f"{load:.2f}" for load in os.getloadavg())}
    return facts | {peer.name: peers.version(peer) for peer in present}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    asked = _asked()
    nowhere = Place(Path(), Path())
    everyone = [peer for peer in peers.peers(nowhere, asked.alongside) if peer.name.startswith(asked.tools)]
    for peer in everyone:
        if peer.missing:
            say(f"{peer.name}: not found, left out. To install: {peer.install}")
    present = [peer for peer in everyone if not peer.missing]
    asked.data.mkdir(parents=True, exist_ok=True)
    facts = machine(present)
    print("\n".join(f"{name}: {value}" for name, value in facts.items()))
    found = []
    for size in asked.sizes:
        found.append(measured(size, asked, [peer.name for peer in present]))
        print(f"\n{shown(found[-1])}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps({"machine": facts, "sizes": [_plain(one) for one in found]}, indent=1))


def _plain(found: Found) -> dict[str, object]:
    fields = found._asdict()
    for key in ("first", "grown", "same", "commands"):
        fields[key] = {name: [(one.wall, one.cpu, one.peak) for one in many] for name, many in fields[key].items()}
    return fields


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help="messages; default 20000")
    parser.add_argument("--full", action="store_true", help="20 000 and 100 000")
    parser.add_argument("--huge", action="store_true", help="20 000, 100 000 and 500 000: hours with all peers")
    parser.add_argument("--rounds", type=int, help="default 3, and 1 from 100 000 messages on")
    parser.add_argument("--tools", default="", metavar="NAMES", help="only these, by their first letters: along,mu")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures of all rounds")
    parser.add_argument("--data", type=Path, default=HERE / "data", help="where the boxes lie")
    parser.add_argument("--alongside", default=str(Path(sys.executable).parent / "alongside"), help="the program")
    asked = parser.parse_args()
    asked.tools = tuple(asked.tools.split(","))
    huge = [500000] if asked.huge else []
    asked.sizes = asked.sizes or ([20000, 100000, *huge] if asked.full or asked.huge else [20000])
    return asked


if __name__ == "__main__":
    main()
