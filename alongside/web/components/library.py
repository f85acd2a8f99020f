"""Registers components: an unknown prop or a value outside its Literal is a template error, never a quiet nothing."""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from inspect import signature
from typing import Any, Literal, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

from django.template import Library, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = Library()

P = ParamSpec("P")
R = TypeVar("R")


def component(
    template: str, *, takes_context: bool = False
) -> Callable[[Callable[P, Mapping[str, Any]]], Callable[P, Mapping[str, Any]]]:
    """Make a tag that draws ``components/<template>`` from the mapping the function returns."""

    def add(function: Callable[P, Mapping[str, Any]]) -> Callable[P, Mapping[str, Any]]:
        register.inclusion_tag(f"components/{template}", takes_context=takes_context)(strict(function))
        return function

    return add


def block_component(
    template: str,
) -> Callable[[Callable[P, Mapping[str, Any]]], Callable[P, Mapping[str, Any]]]:
    """Make a tag with an end tag; what stands between them reaches the template as ``content``."""

    def add(function: Callable[P, Mapping[str, Any]]) -> Callable[P, Mapping[str, Any]]:
        checked = strict(function)

        @wraps(function)
        def draw(*args: P.args, **props: P.kwargs) -> SafeString:
            return mark_safe(get_template(f"components/{template}").render(dict(checked(*args, **props))))  # noqa: S308

        register.simple_block_tag(draw, name=function.__name__)
        return function

    return add


def plain_component(function: Callable[P, SafeString]) -> Callable[P, SafeString]:
    """Make a tag that writes its few characters itself, because it is drawn hundreds of times on a page."""
    register.simple_tag(strict(function), name=function.__name__)
    return function


def plain_block_component(function: Callable[P, SafeString]) -> Callable[P, SafeString]:
    """The same with an end tag: what stands between them comes first."""
    register.simple_block_tag(strict(function), name=function.__name__)
    return function


def strict(function: Callable[P, R]) -> Callable[P, R]:
    """Refuse a value that is not one of the prop's ``Literal`` choices."""
    order = {name: place for place, name in enumerate(signature(function).parameters)}

    @wraps(function)
    def checked(*args: P.args, **props: P.kwargs) -> R:
        for prop, allowed in _choices(function).items():
            # Drawn hundreds of times on a page, so nothing is built that is not needed.
            place = order[prop]
            given = props[prop] if prop in props else args[place] if place < len(args) else allowed[0]
            if given not in allowed:
                raise TemplateSyntaxError(
                    f"{function.__name__}: {prop}={given!r} is not one of {', '.join(map(repr, allowed))}"
                )
        return function(*args, **props)

    return checked


@cache
def _choices(function: Callable[..., Any]) -> dict[str, tuple[Any, ...]]:
    hints = get_type_hints(function)
    return {prop: get_args(hint) for prop, hint in hints.items() if get_origin(hint) is Literal}
