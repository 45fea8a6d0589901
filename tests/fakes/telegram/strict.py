"""The strict border: every request in and every answer and update out is checked by aiogram's models.

aiogram is an independent reading of the Bot API, so a mistake in the fake or in the bot is not confirmed by the library
under test. aiogram itself lets unknown fields pass (`extra="allow"`); here they are collected from the whole tree and
refused, and an outgoing object must come back unchanged from a round trip through its model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods.base import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.fakes.telegram.model import Json

_CHAT_NUMBER = re.compile(r"-?\d+")


class StrictError(Exception):
    """Something crossed the border that the Bot API's description does not know."""


@cache
def methods() -> dict[str, type[TelegramMethod[Any]]]:
    """All method classes by their lower-case name, because the real server ignores case."""
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    classes = [item for item in found if isinstance(item, type) and issubclass(item, TelegramMethod)]
    return {item.__api_method__.lower(): item for item in classes if item is not TelegramMethod}


def parse_request(method: type[TelegramMethod[Any]], sent: Mapping[str, Any]) -> Json:
    """Parameters as they came (text in forms, anything in JSON) → plain typed values.

    Raises StrictError for an unknown or deprecated parameter, a wrong type or text that should have been JSON.
    """
    old = sorted(name for name in sent if _is_deprecated(method, name))
    if old:
        raise StrictError(f"{method.__api_method__}: deprecated {', '.join(old)}")
    values = {name: _decoded(method, name, value) for name, value in sent.items() if value is not None}
    try:
        model = method.model_validate(values)
    except ValidationError as error:
        raise StrictError(f"{method.__api_method__}: {_brief(error)}") from None
    unknown = sorted(_unknown(model))
    if unknown:
        raise StrictError(f"{method.__api_method__}: unknown {', '.join(unknown)}")
    return {name: _typed(values[name], getattr(model, name)) for name in values}


def check_result(method: type[TelegramMethod[Any]], result: Any) -> None:
    """Raises StrictError unless the answer is exactly what the method promises."""
    _check(_adapter(method.__returning__), result, method.__api_method__)


def check_update(update: Json) -> None:
    """Raises StrictError unless this is a well-formed Update with known fields only."""
    _check(_adapter(Update), update, "Update")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _check(adapter: TypeAdapter[Any], value: Any, what: str) -> None:
    try:
        model = adapter.validate_python(value)
    except ValidationError as error:
        raise StrictError(f"{what}: {_brief(error)}") from None
    unknown = sorted(_unknown(model))
    if unknown:
        raise StrictError(f"{what}: unknown {', '.join(unknown)}")
    back = adapter.dump_python(model, mode="json", exclude_unset=True, by_alias=True)
    if back != value:
        raise StrictError(f"{what}: changed on the way through its model: {value!r} → {back!r}")


def _decoded(method: type[TelegramMethod[Any]], name: str, value: Any) -> Any:
    """Text becomes JSON where the parameter is not text; chat ids may be either."""
    field = method.model_fields.get(name)
    if field is None or not isinstance(value, str):
        return value
    union = get_origin(field.annotation) in (Union, UnionType)
    kinds = set(get_args(field.annotation)) if union else {field.annotation}
    if str in kinds:
        return int(value) if int in kinds and _CHAT_NUMBER.fullmatch(value) else value
    try:
        return json.loads(value)
    except ValueError:
        raise StrictError(f"{method.__api_method__}: {name} is not JSON: {value!r}") from None


def _is_deprecated(method: type[TelegramMethod[Any]], name: str) -> bool:
    """aiogram still knows some parameters that the Bot API no longer describes."""
    field = method.model_fields.get(name)
    extra = field.json_schema_extra if field is not None else None
    return isinstance(extra, dict) and bool(extra.get("deprecated"))


def _typed(value: Any, modelled: Any) -> Any:
    """Numbers and truth values as the model read them; structures stay as they were sent."""
    return modelled if isinstance(modelled, bool | int | float) and isinstance(value, bool | int | float) else value


def _unknown(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in (value.model_extra or {}))
        for name in type(value).model_fields:
            yield from _unknown(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _unknown(item, path)


def _brief(error: ValidationError) -> str:
    parts = (f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
    return "; ".join(dict.fromkeys(parts))
