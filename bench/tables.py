"""What the runs amount to: ratios first, absolute figures below, and the goals of the design with a verdict."""

from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from measure import Run

OURS, FOLDER = "alongside", "alongside, Maildir"
Runs = dict[str, list[Run]]


class Found(NamedTuple):
    """All that was measured on one size; `stored` and `mail` are bytes, `said` is what alongside read."""

    messages: int
    mail: int
    first: Runs
    grown: Runs
    same: Runs
    stored: dict[str, int]
    commands: Runs
    said: str


def wall(one: Run) -> float:
    return one.wall


def cpu(one: Run) -> float:
    return one.cpu


def peak(one: Run) -> float:
    return float(one.peak)


def ratio(ours: list[Run], theirs: list[Run], figure: Callable[[Run], float] = wall) -> list[float]:
    """Theirs / ours, round by round."""
    return [figure(their) / max(figure(our), 1e-9) for our, their in zip(ours, theirs, strict=True)]


def ratio_rows(title: str, runs: Runs) -> list[list[str]]:
    """Every program against Alongside on the box and, where that ran, against Alongside on the Maildir."""
    rows = [[title, "wall", "CPU", "memory", "wall, both on the Maildir"]]
    if OURS not in runs:
        return [*rows, ["no ratios: `alongside read` did not run"]]
    for name, theirs in runs.items():
        if name != OURS:
            cells = [_range(ratio(runs[OURS], theirs, figure)) for figure in (wall, cpu, peak)]
            like = FOLDER in runs and name in {"notmuch", "mu", "mairix"}
            rows.append([name, *cells, _range(ratio(runs[FOLDER], theirs)) if like else ""])
    return rows


def _range(each: list[float]) -> str:
    if not any(each):
        return ""
    spread = f" ({min(each):.2f}-{max(each):.2f})" if len(each) > 1 else ""
    return f"{median(each):.2f}x{spread}"


def absolute_rows(title: str, runs: Runs, stored: dict[str, int], mail: int) -> list[list[str]]:
    """The same runs in seconds and MB, medians, and the size of what was stored."""
    rows = [[title, "wall s", "CPU s", "memory MB", "database MB", "database / mail"]]
    for name, many in runs.items():
        seconds = [f"{median(map(figure, many)):.3f}" for figure in (wall, cpu)]
        size = stored.get(name, 0)
        share = [f"{size / 1e6:.1f}", f"{size / mail:.2f}"] if size else ["", ""]
        rows.append([name, *seconds, f"{median(map(peak, many)) / 1e6:.0f}" if any(map(peak, many)) else "", *share])
    return rows


def goal_rows(found: Found) -> list[list[str]]:
    """The goals this bench can see: the must, what was measured, and whether it holds."""
    rows = [["goal", "must", "measured", ""]]
    for label, bound, value, at_least in _goals(found):
        holds = value >= bound if at_least else value <= bound
        sign = ">=" if at_least else "<="
        rows.append([label, f"{sign} {bound:g}", f"{value:.4g}", "holds" if holds else "MISSED"])
    return rows


def _goals(found: Found) -> list[tuple[str, float, float, bool]]:
    """(label, bound, value, whether the bound is the least allowed) for every goal that could be measured."""
    if OURS not in found.first:
        return []
    first = found.first
    ours = first.get(FOLDER, first[OURS])
    goals = [
        (f"1-2. {name} / alongside, wall", bound, median(ratio(ours, first[name])), True)
        for name, bound in (("notmuch", 10.0), ("mu", 4.0))
        if name in first
    ]
    if "stdlib parse" in first:
        goals.append(("4. alongside / stdlib parse, wall", 0.6, _inverse(first[OURS], first["stdlib parse"]), False))
    if "mairix" in first:
        goals.append(("5. alongside / mairix, wall", 2.5, _inverse(ours, first["mairix"]), False))
    each = median(map(cpu, first[OURS])) / found.messages * 1e6
    goals.append(("6. CPU per message, us", 500.0, each, False))
    goals.append(("7. sum of RSS, MB", 400.0, median(map(peak, first[OURS])) / 1e6, False))
    goals += _later_goals(found)
    goals.append(("12. database / mail", 0.35, found.stored.get(OURS, 0) / found.mail, False))
    return goals + _command_goals(found.commands)


def _inverse(ours: list[Run], theirs: list[Run]) -> float:
    return 1 / median(ratio(ours, theirs))


def _later_goals(found: Found) -> list[tuple[str, float, float, bool]]:
    wanted = (
        ("9. +100 messages, mbox, s", 0.4, found.grown, OURS),
        ("9. +100 messages, Maildir, s", 0.7, found.grown, FOLDER),
        ("10. nothing new, mbox, s", 0.15, found.same, OURS),
        ("10. nothing new, Maildir, s", 0.15, found.same, FOLDER),
    )
    return [(label, bound, median(map(wall, runs[name])), False) for label, bound, runs, name in wanted if name in runs]


def _command_goals(commands: Runs) -> list[tuple[str, float, float, bool]]:
    goals = []
    for name, label, bound in (
        ("alongside clients", "15. clients --json, ms", 100.0),
        ("alongside --help", "16. --help, ms", 80.0),
    ):
        if name in commands:
            goals.append((label, bound, median(map(wall, commands[name])) * 1e3, False))
    if "alongside clients" in commands:
        times = median(ratio(commands["python -c pass"], commands["alongside clients"]))
        goals.append(("15. clients --json / python -c pass, wall", 5.0, times, False))
    return goals


def aligned(rows: list[list[str]]) -> str:
    """Rows as a Markdown table, so that it can be pasted; the first row is the head."""
    width = max(map(len, rows))
    table = [[*row, *[""] * (width - len(row))] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in table]
    return "\n".join([lines[0], "|" + "|".join("-" * (size + 2) for size in widths) + "|", *lines[1:]])
