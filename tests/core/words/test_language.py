"""The language of a message: told where it can be, because what is not heard must not look calm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.words.language import is_heard, language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Could you send me the plan before we meet on Friday, please?"),
        ("en", "pls fix the header asap, it is still broken on my phone"),
        ("de", "Können Sie mir den Plan vor unserem Termin am Freitag schicken?"),
        ("de", "Bitte den Kopf der Seite reparieren, er ist noch immer kaputt."),
        ("fr", "Pouvez-vous m'envoyer le plan avant notre rendez-vous de vendredi ?"),
        ("es", "¿Me puede enviar el plano antes de la reunión del viernes, por favor?"),
    ],
)
def test_the_languages_that_are_heard_are_known_from_one_sentence(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Dzień dobry, czy mogą Państwo przesłać poprawiony projekt do piątku? Nasz klient już czeka na wycenę.",
        "Buongiorno, può mandarmi il preventivo aggiornato entro domani? Il cliente lo aspetta da lunedì scorso.",
        "Здравствуйте, пришлите, пожалуйста, новый вариант плана и счёт до пятницы.",
        "お世話になっております。見積もりを明日までに送っていただけますか。",
    ],
)
def test_other_languages_are_said_to_be_not_heard(text: str) -> None:
    assert not is_heard(language_of(text))


def test_a_word_or_two_are_too_little_to_tell_and_too_little_to_miss() -> None:
    assert language_of("OK, danke!") == ""
    assert is_heard("")


@given(st.text(max_size=3_000))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(text).isascii()
