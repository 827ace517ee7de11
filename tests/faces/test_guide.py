"""The guide is held to the truth: its numbers are computed anew, its links lead somewhere, its commands exist."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from alongside.core.signals.nouns import KINDS, Kind, Side
from alongside.desk import decide
from alongside.desk.erase import erase_client
from alongside.desk.read import read
from alongside.faces.cli.commands import alongside
from tests.desk.test_read import QUESTION, rows, write
from tests.faces.guide_numbers import EXAMPLES
from tests.faces.guide_pages import GUIDE, PAGES, arithmetic, as_printed, commands, examples, links
from tests.world import ME, RUDI, Sample, moment

ROOT = Path(__file__).resolve().parents[2]
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+\.png)\)")
SHOWN = [(page, number) for page, made in EXAMPLES.items() for number in range(len(made))]


@pytest.mark.parametrize(("page", "number"), SHOWN)
def test_an_example_says_what_the_program_computes(page: str, number: int) -> None:
    example = examples(f"measures/{page}")[number]
    computed = EXAMPLES[page][number](example)
    printed = {step.name: step.number for step in example.follows}
    assert {name: as_printed(value, printed.get(name, "")) for name, value in computed.items()} == printed


@pytest.mark.parametrize("page", sorted(EXAMPLES))
def test_the_pencil_sums_of_an_example_come_out(page: str) -> None:
    steps = [step for example in examples(f"measures/{page}") for step in example.follows]
    sums = [(step, arithmetic(step.how)) for step in steps]
    wrong = [step for step, value in sums if value is not None and as_printed(value, step.number) != step.number]
    assert wrong == []


def test_every_measure_has_its_example_and_every_example_its_check() -> None:
    pages = {path.name for path in (GUIDE / "measures").glob("*.md")} - {"index.md"}
    assert pages == set(EXAMPLES)
    assert [page for page, made in EXAMPLES.items() if len(examples(f"measures/{page}")) != len(made)] == []


def test_every_measure_has_the_same_parts() -> None:
    parts = ["**The question.**", "In words", "In symbols", "An example", "## How sure it is", "oo little to say"]
    parts += ["## What it does not say", "## The mails behind it"]
    texts = {page: (GUIDE / "measures" / page).read_text("utf-8") for page in EXAMPLES}
    lacking = {(page, part) for page, text in texts.items() for part in parts if part not in text}
    assert lacking == set()


# ---------------------------------------------------------------- the 28 kinds


def test_the_page_of_signals_says_of_each_kind_what_is_so() -> None:
    page = (GUIDE / "measures" / "signals.md").read_text("utf-8")
    measured = (ROOT / "docs" / "signals.md").read_text("utf-8")
    found = re.findall(r"^\| (.+) \(`(\w+)`\) \| .+ \| (.+) \| (\S+) \| (\S+) \|$", page, re.MULTILINE)

    assert [row[:3] for row in found] == [(kind.label, kind.slug, weight_words(kind)) for kind in KINDS]
    assert sorted((row[1], *row[3:]) for row in found) == sorted(
        re.findall(r"\(`(\w+)`\)\n\nP (\S+) .*?R (\S+)", measured)
    )


def weight_words(kind: Kind) -> str:
    if kind.side is Side.OWN:
        return "–"
    return f"{kind.weight:g}" + (f" ({kind.weight_prospect:g} before signing)" if kind.weight_prospect else "")


# ---------------------------------------------------------------- pages, links, commands


def test_every_page_opens_with_its_title() -> None:
    assert [page for page in PAGES if not re.match(r"# \S", page.read_text("utf-8"))] == []


def test_every_link_leads_to_a_page_of_the_guide() -> None:
    dead = [(page.name, link) for page in PAGES for link in links(page) if not (page.parent / link).is_file()]
    assert dead == []


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, waiting = set[Path](), [GUIDE / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += [(page.parent / link).resolve() for link in links(page)]
    assert reached == set(PAGES)


def test_every_command_in_the_guide_exists_with_its_options() -> None:
    shown = [(page.name, words) for page in PAGES for words in commands(page)]
    assert len(shown) > 60
    assert [(page, words) for page, words in shown if words and not _runs(words)] == []


def _runs(words: list[str]) -> bool:
    """Whether these words name a command, and options it takes."""
    context = click.Context(alongside)
    command: click.Command | None = alongside.get_command(context, words[0])
    if isinstance(command, click.Group) and len(words) > 1:
        command = command.get_command(context, words[1]) or command.get_command(context, "show") or command
    if command is None:
        return False
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help"}
    return {word for word in words if word.startswith("--")} <= known


def test_every_picture_of_the_guide_is_there_and_says_what_it_shows() -> None:
    shown = [(page, *found) for page in PAGES for found in PICTURE.findall(page.read_text("utf-8"))]
    assert len(shown) >= 5
    assert [(page.name, path) for page, words, path in shown if not words or not (page.parent / path).is_file()] == []


def test_the_guide_is_plain_text_without_markup_of_its_own() -> None:
    plain = {
        page.name: re.sub(r"`[^`\n]*`|^ {4}.*$", "", PICTURE.sub("", page.read_text("utf-8")), flags=re.MULTILINE)
        for page in PAGES
    }
    assert [name for name, text in plain.items() if re.search(r"<[a-z/!]|!\[|https?://", text)] == []
    assert [name for name, text in plain.items() if "!" in text] == []


# ---------------------------------------------------------------- the site


def test_the_site_lists_every_page() -> None:
    listed = re.findall(r"(\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(page.relative_to(GUIDE).as_posix() for page in PAGES)


@pytest.mark.slow
def test_the_built_site_fetches_nothing_from_elsewhere() -> None:
    binaries = Path(sys.executable).parent
    command = ["make", "--old-file=.venv/dev", "guide", f"BIN={binaries}"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr

    built = [path for path in (ROOT / "build" / "guide").rglob("*") if path.suffix in {".html", ".css", ".js"}]
    assert len(built) > len(PAGES)
    assert [(path.name, found) for path in built for found in FETCHED.findall(path.read_text("utf-8"))] == []


# Whatever a page may load, and every address in a script but the names that XML gives its languages, and a licence's.
FETCHED = re.compile(
    r"(?:src|href)=[\"']?(?:https?:)?//[^\"'> ]+|url\([\"']?(?:https?:)?//[^)]+|@import[^;]*//[^;]+"
    r"|https?://(?!fontawesome\.com/license|www\.w3\.org/(?:1998/Math|1999/xhtml|2000/svg))[\w-]+\.[\w.-]+/[^\"'\s]*",
)


# ---------------------------------------------------------------- what the page on privacy promises


def test_ignoring_a_client_removes_its_words(home: Path, tmp_path: Path) -> None:
    price = Sample(RUDI, ME, moment("2026-03-03 10:00"), "Can you give me a fifth off?", "Price", "p@acme.example")
    answer = Sample(ME, RUDI, moment("2026-03-03 12:00"), "No.", "Re: Price", "n@lindstudio.example", "p@acme.example")
    read([write(tmp_path / "all.mbox", QUESTION, price, answer)])
    assert ("Can you give me a fifth off?",) in rows("SELECT body FROM text")

    decide.ignore("Acme")
    assert rows("SELECT body FROM text") == []
    assert rows("SELECT COUNT(*) FROM message") == [(3,)]


def test_erasing_a_client_removes_the_rest_too(home: Path, tmp_path: Path) -> None:
    price = Sample(RUDI, ME, moment("2026-03-03 10:00"), "Can you give me a fifth off?", "Price", "p@acme.example")
    answer = Sample(ME, RUDI, moment("2026-03-03 12:00"), "No.", "Re: Price", "n@lindstudio.example", "p@acme.example")
    read([write(tmp_path / "all.mbox", QUESTION, price, answer)])

    erase_client("Acme")
    assert rows("SELECT COUNT(*) FROM message") == [(1,)]
    assert rows("SELECT email FROM address WHERE email LIKE '%acme%'") == []
    assert rows("SELECT kind FROM decision") == [("erased",)]
