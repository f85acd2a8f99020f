"""All components in one place, loaded into every template by the settings."""

from alongside.web.components import (
    basics,
    charts,
    forms,
    messages,
    navigation,
    organizing,
    people,
    pictures,
    said,
    space,
    times,
    words,
)
from alongside.web.components.library import register

__all__ = (
    "basics",
    "charts",
    "forms",
    "messages",
    "navigation",
    "organizing",
    "people",
    "pictures",
    "register",
    "said",
    "space",
    "times",
    "words",
)
