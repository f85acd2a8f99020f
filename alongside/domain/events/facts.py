"""The shape of a fact an app announces: a frozen dataclass of ids, never of objects or private words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, get_type_hints
from uuid import UUID

_FACTS: dict[str, type[Fact]] = {}


@dataclass(frozen=True)
class Fact:
    """Base of every fact. Subclasses are frozen dataclasses whose fields are ids, numbers, codes or times."""

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        app = cls.__module__.removeprefix("alongside.domain.").split(".")[0]
        cls.name = f"{app}.{cls.__name__}"
        _FACTS[cls.name] = cls

    def payload(self) -> dict[str, Any]:
        """The fields as JSON can hold them."""
        return {key: _to_json(value) for key, value in asdict(self).items()}


def known_facts() -> dict[str, type[Fact]]:
    """Every fact class that has been imported, by name."""
    return dict(_FACTS)


def fact_from(name: str, payload: dict[str, Any]) -> Fact:
    """The fact that ``record`` once wrote."""
    kind = _FACTS[name]
    hints = get_type_hints(kind)
    return kind(**{field.name: _from_json(hints[field.name], payload[field.name]) for field in fields(kind)})


def _to_json(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_to_json(each) for each in value]
    return value


def _from_json(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    kinds = getattr(hint, "__args__", ()) or (hint,)
    kind = next((each for each in kinds if each in (UUID, datetime, date)), None)
    if isinstance(value, list):
        return tuple(_from_json(kind or str, each) for each in value)
    if kind is UUID:
        return UUID(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return value
