"""German, French and Spanish are complete, and what is compiled is what was written."""

import gettext
import re
from pathlib import Path

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from alongside.core.signals.nouns import KIND
from alongside.faces import web
from tests.faces.web.test_pages import row_of, text

LOCALE = Path(web.__file__).parent / "locale"
LANGUAGES = ("de", "fr", "es")
HOLE = re.compile(r"%\(\w+\)[#0-9.]*[sdf]|%%|<[^>]+>")


def written(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    made = written(language)
    assert [one.msgid for one in made if not one.translated() or one.fuzzy] == []
    assert {one.msgid for one in made} == {one.msgid for one in written("de")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_holes_to_fill(language: str) -> None:
    for one in written(language):
        wanted = sorted(HOLE.findall(one.msgid))
        for said in one.msgstr_plural.values() if one.msgid_plural else [one.msgstr]:
            assert sorted(HOLE.findall(said)) == wanted, one.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for one in written(language):
        if one.msgid_plural:
            assert compiled.ngettext(one.msgid, one.msgid_plural, 2) == one.msgstr_plural[1]
        else:
            assert compiled.gettext(one.msgid) == one.msgstr


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_anything_in_another_language(
    person: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {one.msgid for one in written(language)}
    missing: set[str] = set()
    asked = trans_real.gettext

    def asking(message: str) -> str:
        if message and asked(message) == message and message not in known:
            missing.add(message)
        return asked(message)

    monkeypatch.setattr(trans_real, "gettext", asking)
    one = reverse("client", args=[row_of("Northmere")])
    for address in ["/", "/clients/", "/clients/map/", one, f"{one}mails/", "/pushes/", "/sources/", "/settings/"]:
        page = person.get(address, headers={"accept-language": language})
        assert f'lang="{language}"' in page.content.decode()
    assert {message for message in missing if re.search(r"[a-z]{3}", message)} <= FORMATS


FORMATS = {"DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATE_FORMAT"}  # the locale's own files have these


def test_kinds_are_named_in_german_on_a_german_page(person: Client) -> None:
    page = text(person.get("/pushes/", headers={"accept-language": "de"}))
    german = {one.msgid: one.msgstr for one in written("de")}
    assert german[KIND["rush_demand"].label] in page
    assert german[KIND["scope_add"].label] in page


def test_the_months_of_a_chart_are_in_the_language_of_the_page(person: Client) -> None:
    address = reverse("client", args=[row_of("Northmere")])
    said = {one: person.get(address, headers={"accept-language": one}).content.decode() for one in ("en", "de")}
    assert "Oct 25" in said["en"]
    assert "Okt 25" in said["de"]
