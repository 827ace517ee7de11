from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.words.plain import best_text, text_of_html
from alongside.core.words.zone import authored

SAID = "Thursday works for me."


@pytest.mark.parametrize("html", ["", "  \n", "<p></p>", "<script>x()</script>", "<!-- a -->"])
def test_nothing_shown_is_nothing_said(html: str) -> None:
    assert text_of_html(html) == ""


def test_words_stay_whole_at_inline_tags() -> None:
    assert text_of_html("<p>Thurs<b>day</b> <i>wor</i>ks for<br>me.</p>") == "Thursday works for\nme."


def test_blocks_stand_on_lines_and_lists_are_readable() -> None:
    text = text_of_html(
        "<div>One<div>two</div>three</div><ul><li>logo</li><li>text</li></ul><p>a &lt; b&nbsp;&amp; c</p>"
    )
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert lines == ["One", "two", "three", "• logo", "• text", "a < b & c"]


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">Open me</div>',
        '<div style="color:#fff; display: NONE;">Open me</div>',
        "<div style='visibility:hidden'>Open me</div>",
        '<span style="font-size:0px">Open me</span>',
        '<div style="max-height:0;overflow:hidden">Open me</div>',
        '<div style="mso-hide:all">Open me</div>',
        '<div style="opacity:0">Open me</div>',
        "<div hidden>Open me</div>",
        "<title>Open me</title>",
        "<style>.a{content:'Open me'}</style>",
    ],
)
def test_what_is_hidden_is_not_said(hidden: str) -> None:
    assert text_of_html(f"<body>{hidden}<p>{SAID}</p></body>") == SAID


@pytest.mark.parametrize("style", ["font-size:0.9em", "opacity:0.8", "max-height:0.5in", "font-size:10px"])
def test_what_is_small_or_pale_is_said(style: str) -> None:
    assert text_of_html(f'<p style="{style}">{SAID}</p>') == SAID


def test_letters_in_a_cell_of_size_0_are_said_where_they_set_their_own_size() -> None:
    assert (
        text_of_html(f'<table><tr><td style="font-size:0px"><p style="font-size:14px">{SAID}</p></td></tr></table>')
        == SAID
    )


HEADING = "On Tue, 3 Mar 2026 at 10:00, Ann Birch &lt;ann@birch.example&gt; wrote:"


@pytest.mark.parametrize(
    "quoted",
    [
        f'<div class="gmail_quote"><div>{HEADING}<br></div><blockquote class="gmail_quote">When?</blockquote></div>',
        f'<div class="moz-cite-prefix">{HEADING}</div><blockquote type="cite">When?</blockquote>',
        f'<div class="yahoo_quoted"><div>{HEADING}</div><div>When?</div></div>',
        f"<div>{HEADING}</div><blockquote type='cite'><blockquote type='cite'>Old</blockquote>When?</blockquote>",
        '<hr><div id="divRplyFwdMsg"><b>From:</b> Ann</div><div>When?</div>',
        '<div id="appendonsend"></div><hr><div>When?</div>',
        '<div class="OutlookMessageHeader"><b>From:</b> Ann</div><p>When?</p>',
    ],
)
def test_a_quotation_is_not_said(quoted: str) -> None:
    assert text_of_html(f"<div>{SAID}</div>{quoted}") == SAID


def test_answers_between_quotations_are_said() -> None:
    when, where = "<blockquote type=cite>When?</blockquote>", "<blockquote type=cite>Where?</blockquote>"
    html = f"<p>{HEADING}</p>{when}<p>On Friday.</p>{where}<p>Here.</p>"
    assert text_of_html(html) == "On Friday.\n\nHere."


def test_a_blockquote_is_kept_where_it_is_all_there_is() -> None:
    assert text_of_html(f"<blockquote>{SAID}</blockquote>") == SAID
    assert text_of_html(f'<blockquote type="cite">{SAID}</blockquote>') == ""


def test_outlooks_header_block_in_html_ends_the_authored_zone() -> None:
    block = "<p><b>From:</b> Ann<br><b>Sent:</b> Tuesday<br><b>To:</b> Mara<br><b>Subject:</b> Pages</p><p>When?</p>"
    assert authored(text_of_html(f"<p>{SAID}</p>{block}")) == SAID


def test_the_plain_part_is_the_best_text() -> None:
    assert best_text(SAID, f"<p>{SAID}</p>") == SAID
    assert best_text(SAID, "") == SAID
    assert best_text("Ok", "<style>" + "x{} " * 500 + "</style><p>Ok</p>") == "Ok"


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n",
        "This message requires an HTML viewer.",
        "Your mail client does not support HTML.",
        "View in browser: https://birch.example/1",
        "https://birch.example/1",
        "Hi",
    ],
)
def test_a_stub_gives_way_to_the_html_part(stub: str) -> None:
    long = " ".join([SAID] * 8)
    assert best_text(stub, f"<style>{'x{} ' * 200}</style><p>{long}</p>") == long


TAGS = (
    "<div>",
    "</div>",
    "<p style='display:none'>",
    "<blockquote>",
    "</blockquote>",
    "<td>",
    "<br",
    "&amp",
    "<!--",
    "x ",
)


@given(st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=12)), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_html_has_a_text(html: str) -> None:
    assert isinstance(text_of_html(html), str)


@pytest.mark.parametrize(
    "unit", ["<div>", "<blockquote>", "<ul><li>", '<p style="', "<table><tr><td>", " style='x", "a \xa0"]
)
def test_deep_and_endless_html_comes_to_an_end(unit: str) -> None:
    assert len(text_of_html(unit * 60_000)) < 2_000_000


def test_lines_of_html_text_have_no_blanks_at_their_ends() -> None:
    lines = text_of_html("<p>a&nbsp; </p><p> b </p><pre>c   \n   d</pre><p></p><p></p><p>e</p>").split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert all(above or below for above, below in pairwise(lines))
