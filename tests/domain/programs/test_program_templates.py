"""Templates are complete, readable files; broken ones say where."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from alongside.domain.programs.program_templates import (
    ANSWERS,
    CONTENT,
    TemplateError,
    all_templates,
    read_template,
    template,
    template_from,
    template_keys,
)

CAREER = CONTENT / "en" / "career_advancement.toml"
TRANSLATED = sorted(path for path in CONTENT.glob("*/*.toml") if path.parent.name != "en")
# What a translation leaves as it is; all other words are sentences for people.
SAME_IN_EVERY_LANGUAGE = {"key", "icon", "kind", "writes", "pairing", "question_opens"}


def raw() -> dict[str, Any]:
    return tomllib.loads(CAREER.read_text())


@pytest.mark.parametrize("key", template_keys())
def test_every_template_is_complete(key: str) -> None:
    made = template(key)

    assert made.key == key
    assert [prompt.key for prompt in made.mentor] == list(ANSWERS) == [prompt.key for prompt in made.mentee]
    assert all(len(step.alternatives) == 2 and step.guidance for step in made.steps)


def test_the_best_known_templates_come_first() -> None:
    assert [each.key for each in all_templates()][:3] == [
        "career_advancement",
        "skill_development",
        "encouragement_and_support",
    ]


def test_career_advancement_walks_twelve_weeks_and_its_worksheets_fill_the_goal() -> None:
    steps = template("career_advancement").steps

    assert len(steps) == 12
    assert [step.kind for step in steps[7:]] == ["worksheet"] * 4 + ["celebration"]
    written = [field.writes for step in steps[7:] for field in step.worksheet if field.writes]
    assert written == ["strengths", "goal", "goal_steps", "outcome", "outcome"]


def test_encouragement_and_support_is_sensitive_and_the_others_are_not() -> None:
    sensitive = {each.key for each in all_templates() if each.sensitive}

    assert "encouragement_and_support" in sensitive
    assert not {"career_advancement", "skill_development"} & sensitive


def test_no_template_shouts_or_blames() -> None:
    for path in (CONTENT / "en").glob("*.toml"):
        words = path.read_text()
        for never in ("!", "please note", "oops", "simply", "obviously", " users"):
            assert never not in words.lower(), f"{path.name} says {never!r}"


def _shape(value: Any, name: str = "") -> Any:
    """A file without its sentences: the same keys, weeks, fields and numbers in the same order."""
    if isinstance(value, dict):
        return {key: _shape(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_shape(each, name) for each in value]
    return value if name in SAME_IN_EVERY_LANGUAGE or not isinstance(value, str) else bool(value.strip())


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_translation_has_the_shape_of_the_english_file(path: Path) -> None:
    english = CONTENT / "en" / path.name

    assert _shape(tomllib.loads(path.read_text())) == _shape(tomllib.loads(english.read_text()))
    assert read_template(path).key == path.stem
    assert "!" not in path.read_text()


def test_every_sentence_to_begin_with_leaves_a_space_to_go_on_in_every_language() -> None:
    for path in (*CONTENT.glob("en/*.toml"), *TRANSLATED):
        for prompts in tomllib.loads(path.read_text())["prompts"].values():
            starters = [starter for prompt in prompts for starter in prompt.get("starters", ())]
            assert all(starter.endswith(" ") for starter in starters), path


def test_an_untranslated_language_reads_the_english_words() -> None:
    assert template("career_advancement", "tlh").name == template("career_advancement").name


def test_an_unknown_template_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        template("../../secrets")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"promise": ""}, "promise is missing"),
        ({"topics": ["one"]}, "topics are four to twelve"),
        ({"steps": []}, "there are no weeks"),
        ({"prompts": {}}, "prompts.mentor are help, about, third, reach"),
        ({"surprise": 1}, "nobody knows surprise"),
        ({"nudges": {"often": True}}, "nudges: nobody knows often"),
    ],
)
def test_a_broken_template_says_where_it_is_broken(change: dict[str, Any], says: str) -> None:
    with pytest.raises(TemplateError, match=f"^mine.toml: .*{says}"):
        template_from({**raw(), **change}, named="mine", where="mine.toml")


def test_a_broken_week_is_named_by_its_number() -> None:
    broken = raw()
    del broken["steps"][4]["alternatives"][1]

    with pytest.raises(TemplateError, match="week 5: two alternatives are needed"):
        template_from(broken, named="mine", where="mine.toml")


def test_a_file_that_is_no_toml_says_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("name = \nnothing")

    with pytest.raises(TemplateError, match=r"mine.toml: .*line 1"):
        read_template(path)


def test_all_ten_patterns_are_there() -> None:
    assert set(template_keys()) == {
        "career_advancement", "skill_development", "encouragement_and_support", "parenting", "new_in_the_community",
        "education_and_study", "recovery_after_a_crisis", "retirement_and_legacy", "peer_circle", "flash_mentoring",
    }  # fmt: skip


def test_every_icon_a_template_names_is_drawn() -> None:
    icons = {path.stem for path in (CONTENT.parents[2] / "web" / "icons").glob("*.svg")}

    for each in all_templates():
        assert {each.icon, *(step.icon for step in each.steps)} <= icons, each.key
