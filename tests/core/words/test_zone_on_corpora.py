"""How well the authored zone is found in the samples of two other projects, judged by hand: see TRUTH."""

from pathlib import Path

import pytest

from alongside.core.words.zone import authored

REPLIES = Path(__file__).resolve().parents[3].parent / "shared" / "corpora" / "reply"
LISTS = REPLIES.parent / "lists" / "r-lists.mbox"

# Sample -> the lines (counted from 1, blank ones do not count) its sender wrote now, without signature and formula.
# Three samples open with a header block and are read as the message itself, as their authors read them (pl_1_*);
# we take such a block for a forwarded message and lose them.
TRUTH = {
    "begins_with_signature": "1-4",
    "caution": "5-23",
    "caution2": "1-5",
    "correct_sig": "1",
    "email_1_1": "1-5",
    "email_1_2": "1 9-34",
    "email_1_3": "1-3",
    "email_1_4": "1",
    "email_1_5": "1-15",
    "email_1_6": "1",
    "email_1_7": "1",
    "email_1_8": "13 19",
    "email_2_1": "1",
    "email_2_2": "1",
    "email_2_3": "1",
    "email_3_1": "1-3",
    "email_BlackBerry": "1",
    "email_bullets": "1-9",
    "email_danish_1": "1-3",
    "email_danish_2": "1-3",
    "email_danish_3": "1-3",
    "email_danish_4": "1-3",
    "email_danish_5": "1-3",
    "email_gmail": "1",
    "email_headers_no_delimiter": "1",
    "email_iPhone": "1",
    "email_ja_1_1": "1",
    "email_ja_1_2": "1-5",
    "email_multi_word_sent_from_my_mobile_device": "1",
    "email_nl_1_1": "1-4",
    "email_nl_1_2": "1",
    "email_one_is_not_on": "1-5",
    "email_partial_quote_header": "1-6",
    "email_pl_1_1": "5-7",
    "email_pl_1_2": "6-8",
    "email_pl_1_3": "5-7",
    "email_sent_from_BlackBerry": "1",
    "email_sent_from_iPhone": "1",
    "email_sent_from_multi_word_mobile_device": "1",
    "email_sent_from_my_not_signature": "1-3",
    "email_sent_from_not_signature": "1-3",
    "email_sig_delimiter_in_middle_of_line": "1-7",
    "email_sv_anon_1": "1-4",
    "email_swedish_1": "1-5",
    "email_swedish_2": "1-5",
    "forward": "1-4",
    "greedy_on": "1-6",
    "multi_header": "1",
    "multiline_on": "",
    "multiline_on_de": "1",
    "outlook": "1-8",
    "pathological": "1-2",
}


def lines_of(spans: str) -> set[int]:
    ends = [span.partition("-") for span in spans.split()]
    return {number for first, _, last in ends for number in range(int(first), int(last or first) + 1)}


def kept_lines(text: str, kept: str) -> set[int]:
    """Which lines of the text stand in what was kept of it, matched in order."""
    waiting = [line.strip() for line in kept.split("\n") if line.strip()]
    found: set[int] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if waiting and line.strip() == waiting[0]:
            waiting.pop(0)
            found.add(number)
    return found


def judged(text: str, kept: str, truth: set[int]) -> tuple[int, int, int]:
    """Lines judged rightly, authored lines lost, lines in all."""
    written = {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    found = kept_lines(text, kept)
    right = sum((number in found) == (number in truth) for number in written)
    return right, len((truth & written) - found), len(written)


@pytest.mark.skipif(not REPLIES.exists(), reason="the corpus of replies is not on this machine")
def test_the_authored_lines_of_real_replies_are_found() -> None:
    results = []
    for path in sorted(REPLIES.glob("*/test/emails/*.txt")):
        text = path.read_text(encoding="utf-8")
        results.append(judged(text, authored(text), lines_of(TRUTH[path.stem])))
    right, lost, lines = (sum(column) for column in zip(*results, strict=True))
    assert right / lines >= 0.97  # measured 0.9765; the design asks for 0.93
    assert lost <= 6  # measured 6, all in pl_1_*
    assert sum(right == lines for right, _, lines in results) / len(results) >= 0.91


@pytest.mark.skipif(not LISTS.exists(), reason="the corpus of mailing lists is not on this machine")
def test_no_marked_line_and_no_list_footer_is_left_in_list_mail() -> None:
    with LISTS.open("rb") as file:
        letters = file.read(4_000_000).decode("utf-8", "replace").split("\nFrom ")[1:-1]
    kept = [authored(letter.partition("\n\n")[2]) for letter in letters]
    assert len(kept) > 1000
    assert not any(line.startswith(">") for text in kept for line in text.split("\n"))
    assert sum("mailman/listinfo" in text for text in kept) / len(kept) < 0.04
    assert sum(not text for text in kept) / len(kept) < 0.03
