"""Writes the docs that come from the code: cli.md, api.md, and with --picture, from a demo, portfolio.svg."""

import re
import sys
from io import StringIO
from pathlib import Path

import operations
from click.testing import CliRunner
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.theme import Theme

from alongside.desk import look
from alongside.faces.cli.clients import table
from alongside.faces.cli.commands import COMMANDS, alongside

DOCS = Path(__file__).parent


def cli() -> str:
    """Every command's own help, as one page."""
    runner = CliRunner()
    pages = ["# Commands\n\nWritten from the program's own help by `python docs/make.py`.\n"]
    for words in ([], *([name] for name in COMMANDS)):
        shown = runner.invoke(alongside, [*words, "--help"], prog_name="alongside").output
        pages.append(f"## alongside {' '.join(words)}".rstrip() + f"\n\n```\n{shown.rstrip()}\n```\n")
    return "\n".join(pages)


def picture() -> str:
    """The portfolio as the terminal shows it; rich's template without the web fonts it names."""
    paper = TerminalTheme((250, 246, 238), (35, 33, 28), [(35, 33, 28)] * 8, [(98, 92, 80)] * 8)
    colours = Theme({"with": "#0f5e5c", "for": "#9a4408"})
    console = Console(record=True, width=142, file=StringIO(), theme=colours)
    console.print(table(look.portfolio()))
    plain = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title="alongside clients", theme=paper, code_format=plain)


if __name__ == "__main__":
    pages = {"cli": cli, "api": operations.page}
    if "--print" in sys.argv:
        sys.stdout.write(pages[sys.argv[-1]]())
        sys.exit()
    for name, page in pages.items():
        (DOCS / f"{name}.md").write_text(page(), "utf-8")
    if "--picture" in sys.argv:
        (DOCS / "portfolio.svg").write_text(picture(), "utf-8")
