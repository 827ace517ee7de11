import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.words.zone import authored, substance

QUOTE = "\n> We agreed on Friday.\n> Ann"
BODY = "Thursday works for me.\nI will send the draft before."


def test_a_plain_message_is_kept_as_it_is() -> None:
    assert authored(BODY) == BODY


def test_an_empty_text_has_nothing_authored() -> None:
    assert authored("") == authored(" \r\n \n") == ""


HEADINGS = (
    "On Tue, 3 Mar 2026 at 10:00, Ann Birch <ann@birch.example> wrote:",
    "On Mar 3, 2026, at 10:00 AM, Ann Birch wrote:",
    "On Tuesday, March 3, 2026 at 10:00:12 AM GMT+1, Ann Birch <ann@birch.example> wrote:",
    "On 03/03/2026 10:00, Ann Birch wrote:",
    "Am Di., 3. März 2026 um 10:00 Uhr schrieb Ann Birch <ann@birch.example>:",
    "Am 03.03.2026 um 10:00 schrieb Ann Birch:",
    "Ann Birch schrieb am 03.03.2026 um 10:00:",
    "Ann Birch <ann@birch.example> schrieb am Di., 3. März 2026, 10:00:",
    "Le mar. 3 mars 2026 à 10:00, Ann Birch <ann@birch.example> a écrit :",
    "Le 3 mars 2026 à 10:00, Ann Birch a écrit :",
    "El mar, 3 mar 2026 a las 10:00, Ann Birch (<ann@birch.example>) escribió:",
    "Il giorno mar 3 mar 2026 alle ore 10:00 Ann Birch <ann@birch.example> ha scritto:",
    "Em ter., 3 de mar. de 2026 às 10:00, Ann Birch <ann@birch.example> escreveu:",
    "Op di 3 mrt 2026 om 10:00 schreef Ann Birch <ann@birch.example>:",
    "Den tirs. 3. mar. 2026 kl. 10.00 skrev Ann Birch <ann@birch.example>:",
    "Den tis 3 mars 2026 kl 10:00 skrev Ann Birch <ann@birch.example>:",
    "tir. 3. mars 2026 kl. 10:00 skrev Ann Birch <ann@birch.example>:",
    "ti 3. maalisk. 2026 klo 10.00 Ann Birch (ann@birch.example) kirjoitti:",
    "wt., 3 mar 2026 o 10:00 Ann Birch <ann@birch.example> napisał(a):",
    "út 3. 3. 2026 v 10:00 odesílatel Ann Birch <ann@birch.example> napsal:",
    "2026年3月3日(火) 10:00 Ann Birch <ann@birch.example>:",
    "On Tue, 3 Mar 2026 at 10:00, Ann Birch\n<ann@birch.example> wrote:",
    "On Tue, 3 Mar 2026 at 10:00, Ann Birch <\nann@birch.example>\nwrote:",
    "Am Di., 3. März 2026 um 10:00 Uhr\nschrieb Ann Birch <\nann@birch.example>:",
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_quotation_goes_with_the_heading_above_it(heading: str) -> None:
    assert authored(f"{BODY}\n\n{heading}\n{QUOTE}") == BODY


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_unmarked_below_a_sure_heading_goes_too(heading: str) -> None:
    assert authored(f"{BODY}\n\n{heading}\n\nWe agreed on Friday.\nAnn") == BODY


@pytest.mark.parametrize(
    "prose",
    [
        "On Monday we wrote:\n\nplease pay. Nobody did.",
        "On 3 March 2026 at 10:00 we wrote:\n\nplease pay. Nobody did.",
        "On your remote host you can run:\n\n    ping birch.example\n\nTell me what it says.",
        "Tom wrote on 3 March 2026 that:\n\nwe accept. Do we?",
        "Ann Birch wrote on 3 March 2026:\n\nwe accept. Do we?",
        "-- Original message texts must be replaced\n-- The logo stays",
        "From: the top\nWe sing it again.",
        "From: Berlin\nTo: Munich\nDate: 3 March\nCan you book that train?",
        "Best, I think, would be Friday.\nWhat do you say to that?",
        "Thanks\n\nOne more thing, which I forgot on the phone: can you add the Spanish page?",
        "Regards are to be sent to Tom as well.",
        "We need three things:\n\n- the logo\n- the text\n- the price",
        "It is a plan -- a good one.",
        "Subject: please look at this one first.",
        "Sent from my desk, which is a better place than the train.",
        "Please unsubscribe me from the newsletter, I get it twice.",
        "This message is confidential, so do not show it to Tom.",
        "The board met on 3 March.\nTom wrote:\n\nwe accept.\n\nSo do we.",
        "Call her please:\n\nAnna Lind\n+49 30 1234567",
    ],
)
def test_prose_that_looks_like_the_edge_of_a_message_stays(prose: str) -> None:
    assert authored(prose) == prose


def test_an_answer_between_marked_lines_is_kept_below_a_sure_heading() -> None:
    heading = "On Tue, 3 Mar 2026 at 10:00, Ann Birch <ann@birch.example> wrote:"
    assert authored(f"{heading}\n\n{BODY}\n\n> Ann") == BODY
    assert authored(f"{heading}\n\n[...]\n> Ann\n\n{BODY}") == f"[...]\n\n{BODY}"


def test_a_page_of_a_list_in_the_last_paragraph_is_no_footer() -> None:
    text = "I get an error at https://lists.birch.example/mailman/listinfo/trees and cannot unsubscribe."
    assert authored(text) == text
    assert authored(f"Hello,\n\n{text}") == f"Hello,\n\n{text}"


def test_lines_between_quoted_lines_are_authored() -> None:
    text = "On Tue, 3 Mar 2026 at 10:00, Ann wrote:\n> When?\n\nOn Friday.\n\n> How much?\n\nAs agreed.\n\n> Ann"
    assert authored(text) == "On Friday.\n\nAs agreed."


def test_an_answer_below_the_quotation_is_kept() -> None:
    assert authored(f"Ann Birch wrote:\n> When?\n\n{BODY}") == BODY


def test_the_torn_end_of_a_quoted_line_goes_with_it() -> None:
    long = "> It would be good to have the first three pages of it before the end of the"
    assert authored(f"{BODY}\n\n{long}\nmonth\n> if you can.") == BODY


def test_bars_are_a_mark_of_quotation_below_a_heading_only() -> None:
    assert authored(f"On 3 March 2026 at 10:00, Ann Birch wrote:\n| When?\n\n{BODY}") == BODY
    assert authored("| a | b |\n| 1 | 2 |") == "| a | b |\n| 1 | 2 |"


BLOCKS = (
    "From: Ann Birch <ann@birch.example>\nSent: Tuesday, March 3, 2026 10:00\nTo: Mara Lind\nSubject: Pages",
    "*From:* Ann Birch [mailto:ann@birch.example]\n*Sent:* Tuesday\n*To:* Mara Lind\n*Subject:* Pages",
    "Von: Ann Birch <ann@birch.example>\nGesendet: Dienstag, 3. März 2026 10:00\nAn: Mara Lind\nBetreff: Seiten",
    "De : Ann Birch <ann@birch.example>\nEnvoyé : mardi 3 mars 2026 10:00\nÀ : Mara Lind\nObjet : Pages",
    "De: Ann Birch\nEnviado el: martes, 3 de marzo de 2026 10:00\nPara: Mara Lind\nAsunto: Hojas",
    "Da: Ann Birch\nInviato: martedì 3 marzo 2026 10:00\nA: Mara Lind\nOggetto: Pagine",
    "De: Ann Birch\nEnviado: 3 de março de 2026 10:00\nPara: Mara Lind\nAssunto: Folhas",
    "Van: Ann Birch\nVerzonden: dinsdag 3 maart 2026 10:00\nAan: Mara Lind\nOnderwerp: Pagina's",
    "Fra: Ann Birch\nSendt: 3. marts 2026 10:00\nTil: Mara Lind\nEmne: Sider",
    "Från: Ann Birch\nSkickat: den 3 mars 2026 10:00\nTill: Mara Lind\nÄmne: Sidor",
    "Lähettäjä: Ann Birch\nLähetetty: 3. maaliskuuta 2026 10:00\nVastaanottaja: Mara Lind\nAihe: Sivut",
    "Od: Ann Birch\nWysłano: 3 marca 2026 10:00\nDo: Mara Lind\nTemat: Strony",
    "Od: Ann Birch\nOdesláno: 3. března 2026 10:00\nKomu: Mara Lind\nPředmět: Stránky",
)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("above", ["", "________________________________\n", "-----Original Message-----\n"])
def test_a_header_block_ends_what_the_sender_wrote(block: str, above: str) -> None:
    assert authored(f"{BODY}\n\n{above}{block}\n\nHello Mara,\nwhere are the pages?\nAnn") == BODY


def test_a_header_block_above_marked_lines_goes_alone() -> None:
    assert authored(f"{BLOCKS[0]}\n\n> When?\n\n{BODY}") == BODY


@pytest.mark.parametrize(
    "marker",
    [
        "---------- Forwarded message ---------",
        "-------- Weitergeleitete Nachricht --------",
        "-------- Message transféré --------",
        "----- Mensaje reenviado -----",
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
    ],
)
def test_a_forwarded_message_is_not_authored(marker: str) -> None:
    assert authored(f"Have a look.\n\n{marker}\n{BLOCKS[0]}\n\nHello Mara,\nwhere are the pages?") == "Have a look."
    assert authored(f"{marker}\n{BLOCKS[0]}\n\nHello Mara,\nwhere are the pages?") == ""


LIST_FOOTER = "____________________________\nTrees mailing list\nhttps://lists.birch.example/listinfo/trees"
DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended solely for the addressee.\n"
    "If you have received it in error, please delete it."
)


@pytest.mark.parametrize(
    "end",
    [
        "-- \nAnn Birch\nBirch & Co.",
        "--\nAnn",
        "Best,\nAnn",
        "Best regards\n\nAnn Birch\nHead of Sales\nBirch & Co. | 12 Elm Road\n+44 20 7946 0000\nwww.birch.example",
        "Many thanks and talk soon\n\nKind regards,\nAnn",
        "Mit freundlichen Grüßen\nAnn Birch",
        "Viele Grüße Ann",
        "LG\nAnn",
        "Cordialement,\nAnn Birch",
        "Un saludo,\nAnn",
        "Cordiali saluti\nAnn",
        "Met vriendelijke groet,\nAnn",
        "Med vänlig hälsning\nAnn",
        "Pozdrawiam,\nAnn",
        "Thanks,\nAnn",
        "Thanks, Ann",
        "/Ann",
        "- Ann",
        "Ann Birch\nBirch & Co.\nTel. +44 20 7946 0000\nann@birch.example",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent from my phone. Please excuse my brevity.",
        LIST_FOOTER,
        DISCLAIMER,
        "Diese E-Mail enthält vertrauliche Informationen. Haben Sie sie\nirrtümlich erhalten, löschen Sie sie.",
        "You are receiving this because you bought at Birch.\nUnsubscribe here: https://birch.example/u",
        f"Best,\nAnn\n\n{DISCLAIMER}\n\n{LIST_FOOTER}",
    ],
)
def test_what_stands_below_the_message_goes(end: str) -> None:
    kept = authored(f"{BODY}\n\n{end}")
    assert kept.removesuffix("\n\nMany thanks and talk soon") == BODY


def test_a_postscript_below_the_signature_is_authored() -> None:
    assert authored(f"{BODY}\n\nBest,\nAnn\n\nPS: bring the plan.") == f"{BODY}\n\nPS: bring the plan."
    assert authored(f"{BODY}\n-- \nAnn\n\nP.S. Bring the plan.") == f"{BODY}\n\nP.S. Bring the plan."


def test_thanks_for_something_is_no_closing_formula() -> None:
    text = "Thanks for the quick draft, it saved our week.\nAnn"
    assert authored(text).startswith("Thanks for the quick draft")


def test_a_message_that_is_only_thanks_is_kept() -> None:
    assert authored("Thanks!\nAnn") == "Thanks!\nAnn"


def test_a_warning_of_the_firms_gateway_is_not_authored() -> None:
    text = f"CAUTION: This email originated from outside of the organisation.\nDo not click links.\n\n{BODY}"
    assert authored(text) == BODY


def test_runs_of_blank_lines_are_folded() -> None:
    assert authored("One.\n\n\n\n\nTwo.\r\n\r\n\r\n\r\nThree.") == "One.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(("text", "said"), [("", False), ("Ok", False), ("+1", False), ("Go ahead.", True)])
def test_a_text_has_substance_from_two_words_on(text: str, said: bool) -> None:  # noqa: FBT001 - a table of cases
    assert substance(text) is said


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from((*HEADINGS, *BLOCKS, *BLOCKS[0].split("\n"), "a", "b")),
        st.sampled_from(
            ("> When?", "", "--", "Best,", "Ann", "Thanks", "PS: yes", "_____", "-----Original Message-----", "- Ann")
        ),
        st.sampled_from(("Ann wrote:", "This e-mail is confidential and intended solely for you, in error or not.")),
    ),
    max_size=14,
).map("\n".join)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_nothing_is_added_and_the_order_stays(text: str) -> None:
    lines = iter([line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")])
    assert all(line.strip() in lines for line in authored(text).split("\n") if line.strip())


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_what_is_authored_is_authored_again(text: str) -> None:
    once = authored(text)
    assert authored(once) == once


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_a_quotation_put_under_a_text_changes_nothing(text: str) -> None:
    assert authored(f"{text}\n\n{HEADINGS[0]}\n{QUOTE}") == authored(text)


@pytest.mark.parametrize(
    "text",
    ["> q\n" * 100_000, f"{HEADINGS[0]}\n" * 50_000, "a" * 5_000_000, "x:\n" * 100_000, "Ann wrote:\n\n" * 50_000],
    ids=["quoted lines", "headings", "one line", "colons", "weak headings"],
)
def test_huge_texts_come_to_an_end(text: str) -> None:
    assert len(authored(text)) <= len(text)
