"""The strict border: every request of the bot's is held against Discord's own OpenAPI document.

It is read where AUNT_SPECS points, or from `shared/specs` beside the repository; where it is missing nothing is checked
and one test says so. The document leaves objects open; here a field that it does not name is a mistake, so that a
misspelt one is found. What Discord takes although its document does not say so stands in `KNOWN`, `MEDIA`
and `_snowflakes`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from tests.fakes.discord.model import Json

ROOT = Path(__file__).parents[3]
NAME = "discord-openapi.json"
WHY_NOT = f"Discord's HTTP specification ({NAME}) is not here: put it into the folder that AUNT_SPECS names"

KNOWN: dict[tuple[str, str], frozenset[str]] = {
    # discord.py says that a forum's post is a public thread; Discord ignores it there.
    ("post", "/channels/{channel_id}/threads"): frozenset({"type", "message.tts"}),
    # discord.py says with every message that it is not to be read aloud, with edits too; Discord ignores it there.
    ("patch", "/channels/{channel_id}/messages/{message_id}"): frozenset({"tts"}),
    ("patch", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): frozenset({"tts"}),
    ("patch", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"): frozenset({"tts"}),
    ("post", "/interactions/{interaction_id}/{interaction_token}/callback"): frozenset({"data.tts"}),
    # Of a command: https://docs.discord.com/developers/interactions/application-commands lists it.
    ("put", "/applications/{application_id}/commands"): frozenset({"nsfw"}),
}
"""Fields at the top of a request (of each of its items, if it is a list) that Discord takes and the document does not
name."""

KNOWN_QUERY = frozenset({("/channels/{channel_id}/threads", "use_nested_fields")})
"""Says that the message of a forum's post stands in a field of its own; that is the only way now, and the parameter is
no longer documented."""
MEDIA = 16
"""A type of channel that Discord's documentation lists (https://docs.discord.com/developers/resources/channel) and the
document does not; discord.py names it beside forums."""


def place() -> Path | None:
    """The file, if it is here."""
    folder = Path(os.environ.get("AUNT_SPECS") or ROOT.parent / "shared" / "specs")
    return folder / NAME if (folder / NAME).is_file() else None


def problems(method: str, path: str, query: Mapping[str, str], body: object) -> Iterator[str]:
    """What is wrong with a request; nothing where there is no document. `body` is None for a request without one."""
    document = _document()
    if document is None:
        return
    found = _template(path)
    operation = document["paths"].get(found, {}).get(method.lower()) if found else None
    if operation is None:
        yield "there is no such request"
        return
    yield from _query_problems(document, found or "", operation, query)
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        if body not in (None, {}):
            yield "it takes no body"
    elif body is not None or operation["requestBody"].get("required"):
        body = _without(body, KNOWN.get((method.lower(), found or ""), frozenset()))
        error = best_match(_validator(method.lower(), found or "").iter_errors(body))
        if error is not None:
            yield _brief(error)


def answer_problems(method: str, path: str, status: int, body: object) -> Iterator[str]:
    """What is wrong with an answer of ours: the pretended Discord is held to the document as well."""
    document = _document()
    found = _template(path)
    if document is None or found is None:
        return
    validator = _answer_validator(method.lower(), found, str(status))
    if validator is None:
        yield f"Discord never answers {status} there"
    elif (error := best_match(validator.iter_errors(body))) is not None:
        yield _brief(error)


def _query_problems(document: Json, path: str, operation: Json, query: Mapping[str, str]) -> Iterator[str]:
    listed = [*operation.get("parameters", []), *document["paths"][path].get("parameters", [])]
    schemas = {each["name"]: each["schema"] for each in listed if each["in"] == "query"}
    for name, value in query.items():
        schema = schemas.get(name)
        if (path, name) in KNOWN_QUERY:
            continue
        if schema is None:
            yield f"there is no parameter {name}"
        elif schema.get("type") == "integer" and not _fits(value, schema):
            yield f"{name} is out of range"


def _fits(value: str, schema: Json) -> bool:
    return value.isdigit() and bool(schema.get("minimum", 0) <= int(value) <= schema.get("maximum", 2**31))


def _without(body: object, known: frozenset[str]) -> object:
    if isinstance(body, list):
        return [_without(each, known) for each in body]
    if not isinstance(body, dict):
        return body
    kept = {name: value for name, value in body.items() if name not in known}
    for name, _, inner in (each.partition(".") for each in known):
        if inner and name in kept:
            kept[name] = _without(kept[name], frozenset({inner}))
    return kept


def _brief(error: ValidationError) -> str:
    """Where and what, without the values."""
    where = ".".join(map(str, error.absolute_path)) or "the body"
    if error.validator == "additionalProperties":
        return f"{where}: {error.message}"
    return f"{where}: {error.validator} {str(error.validator_value)[:120]}"


# ---- the document ------------------------------------------------------------------------------------------------


@cache
def _document() -> Json | None:
    found = place()
    return None if found is None else json.loads(found.read_text("utf-8"))


@cache
def _schemas(*, strict: bool) -> Json:
    document = _document()
    assert document is not None
    named = document["components"]["schemas"]
    schemas = {name: _prepared(schema, strict=strict) for name, schema in named.items()}
    schemas["ChannelTypes"] = {"anyOf": [schemas["ChannelTypes"], {"const": MEDIA}]}
    return schemas


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """All paths, those with fewer blanks first."""
    document = _document() or {"paths": {}}
    ordered = sorted(document["paths"], key=lambda each: (each.count("{"), each))
    return [(re.compile(re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(each))), each) for each in ordered]


def _template(path: str) -> str | None:
    return next((each for pattern, each in _templates() if pattern.fullmatch(path)), None)


@cache
def _validator(method: str, path: str) -> Draft202012Validator:
    document = _document()
    assert document is not None
    schema = document["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]
    return _made(schema, strict=True)


@cache
def _answer_validator(method: str, path: str, status: str) -> Draft202012Validator | None:
    document = _document()
    assert document is not None
    answers = document["paths"][path][method]["responses"]
    answer = answers.get(status) or answers.get(f"{status[0]}XX")
    if answer is None:
        return None
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {"type": "null"})
    return _made(schema, strict=False)


def _made(schema: Json, *, strict: bool) -> Draft202012Validator:
    whole = {**_prepared(schema, strict=strict), "components": {"schemas": _schemas(strict=strict)}}
    return Draft202012Validator(whole)


def _prepared(schema: Any, *, strict: bool) -> Any:
    """A schema as we want it; `strict` closes its objects, which is right for what is sent to Discord."""
    if isinstance(schema, list):
        return [_prepared(each, strict=strict) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _prepared(each, strict=strict) for name, each in schema.items()}
    if strict and made.get("type") == "object" and "properties" in made and "allOf" not in made:
        made.setdefault("additionalProperties", False)
    return _snowflakes(made)


def _snowflakes(schema: Json) -> Json:
    """Discord takes an id as a number as well as in quotes; discord.py sends some of them so."""
    if schema.get("format") == "snowflake":
        return {"anyOf": [schema, {"type": "integer", "minimum": 0}]}
    return schema
