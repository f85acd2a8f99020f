"""Forms as people meet them: hint above the input, the error beside it, whole tiles to tap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField, BoundWidget

from alongside.web.components.library import component

TILES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@component("field.html")
def field(
    bound: BoundField,
    *,
    optional: bool = True,
    rows: int = 0,
    label_hidden: bool = False,
    placeholder: str = "",
    autocomplete: str = "",
    autosave_to: str = "",
) -> Mapping[str, Any]:
    """Any field of a form. Fields that may stay empty say so, unless ``optional`` is off.

    ``autosave_to`` is an address the text is sent to while it is written.
    """
    if isinstance(bound.field.widget, TILES):
        return {**choice_tiles(bound, optional=optional), "kind": "tiles"}
    widget = bound.field.widget
    is_tick = isinstance(widget, forms.CheckboxInput)
    attrs = {
        "class": "" if is_tick or isinstance(widget, forms.ClearableFileInput) else "input",
        # The server says what is wrong, in our words; the browser must not stop or cut anything.
        "maxlength": False,
        "minlength": False,
        "rows": rows or widget.attrs.get("rows", 4) if isinstance(widget, forms.Textarea) else False,
        "cols": False,
        "placeholder": placeholder or False,
        "autocomplete": autocomplete or widget.attrs.get("autocomplete", False),
    }
    return {
        **_common(bound, optional=optional and not is_tick),
        "kind": "tick" if is_tick else "hidden" if bound.is_hidden else "input",
        "label_hidden": label_hidden,
        "autosave_to": autosave_to,
        "input": _draw(bound, attrs),
    }


@component("field.html")
def choice_tiles(
    bound: BoundField,
    *,
    columns: Literal[1, 2, 3] = 1,
    optional: bool = True,
    whole: str = "",
    as_title: bool = False,
    legend_hidden: bool = False,
) -> Mapping[str, Any]:
    """Radio buttons or ticks as tiles. ``whole`` is the value of the tile set apart under "or".

    ``as_title`` makes the legend the page's ``h1``, for pages that ask one question.
    """
    tiles = [Tile.of(choice) for choice in bound]
    return {
        **_common(bound, optional=optional and not as_title),
        "kind": "tiles",
        "columns": columns,
        "as_title": as_title,
        "legend_hidden": legend_hidden,
        "tiles": [tile for tile in tiles if tile.value != whole],
        "whole": next((tile for tile in tiles if whole and tile.value == whole), None),
    }


@dataclass(frozen=True)
class Tile:
    """One choice, drawn as a tile."""

    input: str
    id: str
    label: str
    value: str

    @classmethod
    def of(cls, choice: BoundWidget) -> "Tile":
        return cls(choice.tag(), choice.id_for_label, choice.choice_label, str(choice.data["value"]))


@component("error_summary.html")
def error_summary(form: forms.BaseForm, *, more: Sequence[forms.BaseForm] = ()) -> Mapping[str, Any]:
    """Everything wrong with the form, worded as at the fields and linked to them; nothing when all is well."""
    problems = [problem for one in (form, *more) if one.is_bound for problem in _problems(one)]
    return {"problems": problems}


@dataclass(frozen=True)
class Problem:
    """One line of the error summary."""

    text: str
    target: str


def _problems(form: forms.BaseForm) -> list[Problem]:
    whole = [Problem(str(text), "") for text in form.non_field_errors()]
    return whole + [Problem(str(text), _first_id(bound)) for bound in form for text in bound.errors]


def _first_id(bound: BoundField) -> str:
    """Where a link to this field puts the focus: a group of tiles is reached at its first tile."""
    if isinstance(bound.field.widget, TILES):
        return f"{bound.auto_id}_0"
    return bound.id_for_label


def _common(bound: BoundField, *, optional: bool) -> dict[str, Any]:
    hint_id, error_id = f"{bound.auto_id}_hint", f"{bound.auto_id}_problem"
    described_by = [each for each, needed in ((hint_id, bound.help_text), (error_id, bound.errors)) if needed]
    return {
        "field": bound,
        "hint_id": hint_id,
        "error_id": error_id,
        "described_by": " ".join(described_by),
        "is_optional": optional and not bound.field.required,
    }


def _draw(bound: BoundField, attrs: dict[str, Any]) -> str:
    """The widget itself, without the browser's own validation."""
    bound.form.use_required_attribute = False
    described_by = _common(bound, optional=False)["described_by"]
    return bound.as_widget(
        attrs={
            **attrs,
            "aria-describedby": described_by or False,
            "aria-invalid": "true" if bound.errors else False,
        }
    )
