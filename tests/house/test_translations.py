"""The catalogues say all that the program says, with every gap where the program puts something in."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from toolbox import translations

LANGUAGES = sorted(translations.PLURAL_FORMS)
# Languages whose every sentence is translated.
COMPLETE = ["ar", "de", "es", "fr", "pt"]

_GAPS = re.compile(r"%\(\w+\)[sd]|%[sd%]|{\w*}")
_LOOKS_UP = ("translated",)  # the name for finding words that were marked elsewhere
_MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_TAGS = re.compile(r"</?[a-z][^>]*>")
# In some languages "one thing" needs no number, so a form for a single number may leave it out.
_COUNTS = re.compile(r"%\((?:count|counter|number|n)\)[sd]|{(?:count|number)}")
# Forms that stand for none, one or two only say it in a word, whatever the gap of the number is called.
_SAID_IN_A_WORD = {"ar": (0, 1, 2)}


def _catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(translations.CATALOGUES / language / "LC_MESSAGES" / "django.po"))


def _said(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each translation beside the sentence it stands for."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    for index, text in entry.msgstr_plural.items():
        yield (entry.msgid if index == 0 and len(entry.msgstr_plural) <= 2 else entry.msgid_plural), text


def _pairs(language: str) -> Iterator[tuple[str, str]]:
    for entry in _catalogue(language):
        yield from ((source, text) for source, text in _said(entry) if text)


def _gaps(text: str) -> list[str]:
    return sorted(set(_GAPS.findall(text)))


def test_the_program_offers_the_languages_that_have_a_catalogue(settings: object) -> None:
    offered = {code for code, _name in getattr(settings, "LANGUAGES", ())}

    assert offered == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_translators_wrote(language: str) -> None:
    written = _catalogue(language)
    read = polib.mofile(str(translations.CATALOGUES / language / "LC_MESSAGES" / "django.mo"))

    def of(entries: list[polib.POEntry]) -> dict[tuple[str | None, str], object]:
        return {(each.msgctxt, each.msgid): each.msgstr_plural or each.msgstr for each in entries}

    assert of(read) == of(written.translated_entries()), "run bin/translations"
    assert read.metadata["Plural-Forms"] == written.metadata["Plural-Forms"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_number_of_plural_forms(language: str) -> None:
    catalogue = _catalogue(language)
    forms = int(re.findall(r"nplurals=(\d)", translations.PLURAL_FORMS[language])[0])

    assert catalogue.metadata["Plural-Forms"] == translations.PLURAL_FORMS[language]
    assert not [each.msgid for each in catalogue if each.msgid_plural and len(each.msgstr_plural) != forms]
    assert not [
        each.msgid for each in catalogue if any(each.msgstr_plural.values()) and not all(each.msgstr_plural.values())
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_a_guess_or_a_leftover(language: str) -> None:
    catalogue = _catalogue(language)

    assert not [each.msgid for each in catalogue if each.fuzzy or each.obsolete]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_is_kept(language: str) -> None:
    lost = []
    for entry in _catalogue(language).translated_entries():
        for form, (source, text) in enumerate(_said(entry)):
            strange = set(_gaps(text)) - set(_gaps(source))
            missing = {gap for gap in set(_gaps(source)) - set(_gaps(text)) if not _COUNTS.fullmatch(gap)}
            may_miss = 1 if entry.msgid_plural and form in _SAID_IN_A_WORD.get(language, ()) else 0
            if strange or len(missing) > may_miss:
                lost.append((source, text))

    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_and_spaces_at_the_ends_are_kept(language: str) -> None:
    def shape(text: str) -> tuple[list[str], str, str]:
        inside = text.strip()
        return sorted(_TAGS.findall(text)), text[: text.index(inside[:1])], text[len(text.rstrip()) :]

    assert [(source, text) for source, text in _pairs(language) if shape(source) != shape(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at_in_any_language(language: str) -> None:
    assert [text for _source, text in _pairs(language) if re.search("[!¡]", text)] == []


def test_no_sentence_hides_from_the_translators_under_another_name() -> None:
    sources = [path for path in translations.CATALOGUES.parent.rglob("*.py") if "locale" not in path.parts]
    hidden = [
        f"{path.name}: {name.name} as {name.asname}"
        for path in sources
        for line in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(line, ast.ImportFrom) and line.module == "django.utils.translation"
        for name in line.names
        if name.name in _MARKS and name.asname not in (None, "_", *_LOOKS_UP)
    ]

    assert hidden == [], "xgettext knows only their own names and _"


def test_no_sentence_hides_from_the_translators_in_an_f_string() -> None:
    sources = [path for path in translations.CATALOGUES.parent.rglob("*.py") if "locale" not in path.parts]
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sources
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _MARKS
    ]

    assert hidden == [], "xgettext does not look into f-strings"


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_is_translated(language: str) -> None:
    assert [each.msgid for each in _catalogue(language) if not each.translated()] == []


@pytest.mark.gettext
def test_every_sentence_of_the_program_is_in_every_catalogue(tmp_path: Path) -> None:
    sentences = polib.pofile(str(translations.gathered(sys.executable, tmp_path)))
    told = {language: _keys(language) for language in LANGUAGES}
    missing = {
        language: [each.msgid for each in sentences if (each.msgctxt, each.msgid) not in keys]
        for language, keys in told.items()
    }

    assert {language: found for language, found in missing.items() if found} == {}, "run bin/translations"


def _keys(language: str) -> set[tuple[str | None, str]]:
    return {(each.msgctxt, each.msgid) for each in _catalogue(language)}
