"""The guide as a test reads it: pages, links, commands, and the tables of its worked examples."""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

GUIDE = Path(__file__).resolve().parents[2] / "src" / "alongside" / "faces" / "web" / "guide"
PAGES = sorted(GUIDE.rglob("*.md"))
_HEAD = "| step | how | number |"
_COMMAND = re.compile(r"(?:^ {4}\s*|`)alongside ([^`\n]*)", re.MULTILINE)
_SUM = re.compile(r"`([^`]+)`")
_OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class Step(NamedTuple):
    """One line of a worked example."""

    name: str
    how: str
    number: str

    @property
    def parts(self) -> list[str]:
        """What is given, where it is several things."""
        return [part.strip() for part in self.number.split(",")]


class Example:
    """A table of steps: those that are given, and those that follow."""

    def __init__(self, steps: list[Step]) -> None:
        self._given = {step.name: step for step in steps if step.how == "given"}
        self.follows = [step for step in steps if step.how != "given"]

    def given(self, name: str) -> float:
        """A given number."""
        return float(self._given[name].number)

    def all(self, name: str) -> list[float]:
        """A given row of numbers."""
        return [float(part) for part in self._given[name].parts]

    def words(self, name: str) -> list[str]:
        """A given row of words."""
        return self._given[name].parts


def examples(page: str) -> list[Example]:
    """The worked examples of a page, in its order."""
    lines = (GUIDE / page).read_text("utf-8").splitlines()
    starts = [number + 2 for number, line in enumerate(lines) if line == _HEAD]
    return [Example(list(_steps(lines, start))) for start in starts]


def _steps(lines: list[str], start: int) -> Iterator[Step]:
    for line in lines[start:]:
        if not line.startswith("|"):
            return
        yield Step(*(cell.strip() for cell in line.strip("|").split("|")))


def as_printed(value: float | str, number: str) -> str:
    """A value with as many decimals as the page prints."""
    return value if isinstance(value, str) else f"{value:.{len(number.partition('.')[2])}f}"


def arithmetic(how: str) -> float | None:
    """What the sum in backticks comes to; None where a line holds none."""
    found = _SUM.fullmatch(how)
    return _value(ast.parse(found[1].replace("÷", "/").replace("×", "*"), mode="eval").body) if found else None


def _value(node: ast.AST) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left=left, op=how, right=right):
            return _OPERATORS[type(how)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id="ln"), args=[inner]):
            return math.log(_value(inner))
    raise AssertionError(f"no pencil sum: {ast.dump(node)}")


def links(page: Path) -> list[str]:
    """Where a page's links lead; a picture is none."""
    return re.findall(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)", page.read_text("utf-8"))


def commands(page: Path) -> list[list[str]]:
    """The words after `alongside` of every command that a page shows in code."""
    return [found[1].split() for found in _COMMAND.finditer(page.read_text("utf-8"))]
