"""Our voice: short sentences, plain words, the same word for the same thing. Read from what translators will read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "alongside"

# Words that blame, hurry or belong to software, as whole words; see the table of words in ARCHITECTURE.md.
NEVER = re.compile(
    r"\b(just|simply|easy|easily|obviously|please note|oops|invalid|failed|submit|user|users|cohort|"
    r"dyad|moderation queue|log ?in|log ?out|programme|organiser|colour|mentoree|kindly note|e-mail)\b",
    re.IGNORECASE,
)
MARKED = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "_"}
LONGEST_SENTENCE = 25

_TRANSLATE = re.compile(r"{%\s*translate\s+(\"[^\"]*\"|'[^']*')")
_IN_TAG = re.compile(r"_\((\"[^\"]*\"|'[^']*')\)")
_BLOCK = re.compile(r"{%\s*blocktranslate\b.*?%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)


def strings_of_templates() -> Iterator[tuple[str, str]]:
    for file in sorted(ROOT.rglob("templates/**/*.*")):
        source = file.read_text()
        found = [each[1:-1] for each in _TRANSLATE.findall(source) + _IN_TAG.findall(source)]
        found += re.split(r"{%\s*plural\s*%}", "{% plural %}".join(_BLOCK.findall(source)))
        yield from ((str(file.relative_to(ROOT)), text) for text in found if text.strip())


def strings_of_modules() -> Iterator[tuple[str, str]]:
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{file.relative_to(ROOT)}:{node.lineno}", argument.value


@pytest.fixture(scope="module")
def strings() -> list[tuple[str, str]]:
    return [*strings_of_templates(), *strings_of_modules()]


def test_no_word_blames_hurries_or_belongs_to_software(strings: list[tuple[str, str]]) -> None:
    found = [f"{where}: {match[0]!r} in {text!r}" for where, text in strings if (match := NEVER.search(text))]

    assert found == []


def test_nobody_is_shouted_at(strings: list[tuple[str, str]]) -> None:
    assert [f"{where}: {text!r}" for where, text in strings if "!" in text] == []


def test_sentences_are_short(strings: list[tuple[str, str]]) -> None:
    long = [
        f"{where}: {len(sentence.split())} words: {sentence!r}"
        for where, text in strings
        for sentence in re.split(r"(?<=[.?:;])\s+", re.sub(r"<[^>]+>", "", text))
        if len(sentence.split()) > LONGEST_SENTENCE
    ]

    assert long == []
