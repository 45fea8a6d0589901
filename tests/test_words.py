"""The sentences: each key that the code asks for is there, each that is there is asked for, and they can be filled in.

The code is read as text and as syntax, so a sentence that no test ever makes the bot say is looked at as well. Keys
that are put together while the bot runs (`f"refused-{code}"`) are families; what belongs to each is found in the code.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

import cogs
from bot.archive.urls import LISTS
from bot.cog import Form
from bot.domain.audit import Act
from bot.domain.cases import Verdict
from bot.domain.communities import Note, PlaceKind
from bot.domain.moderation import FlagKind, Reason, Review, Rules
from bot.fields import UNTYPED
from bot.plain.stems import LANGUAGES
from bot.platforms.telegram.commands import USAGE
from bot.words import Words, isolated, speak

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")])
PAGES = sorted((ROOT / "bot").rglob("*.html"))
PLATFORMS = ("telegram", "discord", "playground")
"""Those of the product; the sentences know them before their adapters exist."""
FAMILIES = {
    "refused-{}", "reason-{}", "platform-{}", "form-{}", "form-{}-{}", "form-{}-{}-label", "setup-how-{}",
    "setup-note-{}", "case-{}", "audit-{}", "archive-{}",
    "command-{}", "why-{}", "because-{}", "held-{}", "setting-{}", "setting-about-{}", "review-{}", "language-{}",
    "usage-{}", "playground-command-{}", "playground-message-{}",
}  # fmt: skip

MOMENTS = {"until", "at"}
NUMBERS = {"count", "number", "most", "min", "max", "length", "minutes", "twin", "questions", "opinions"}

Asked = tuple[str, frozenset[str] | None]
"""A key and the names of what it is filled in with; None where that can't be told from the code."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def calls() -> Iterator[ast.Call]:
    for path in SOURCES:
        yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: "words" of `call.words(…)` and of `speak("en")(…)`."""
    if isinstance(call.func, ast.Call):
        return "words" if called(call.func) == "speak" else ""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def names(call: ast.Call) -> frozenset[str] | None:
    given = [each.arg for each in call.keywords]
    return None if None in given else frozenset(name for name in given if name)


def spoken() -> Iterator[tuple[ast.expr, frozenset[str] | None]]:
    """The first argument of every call that says something."""
    for call in calls():
        if (called(call) in ("words", "say") or ast.unparse(call.func).endswith("words.has")) and call.args:
            first = call.args[0]
            for each in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                yield each, names(call)


def literal() -> set[Asked]:
    asked: set[Asked] = {
        (str(each.value), given) for each, given in spoken() if isinstance(each, ast.Constant) and each.value
    }
    for page in PAGES:
        for key, rest in re.findall(r'say\("([a-z-]+)"(?! ~)([^)]*)', page.read_text("utf-8")):
            asked.add((key, frozenset(re.findall(r"(\w+)=", rest))))
    return asked


def first_words(of: str, position: int = 0) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The literal argument at this position of every call of this name."""
    for call in calls():
        if called(call) == of and len(call.args) > position:
            first = call.args[position]
            for text in texts(first):
                yield text, names(call)


def texts(node: ast.AST) -> Iterator[str]:
    """The literal texts in an expression."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def reasons() -> set[str]:
    """Why something was not posted: given to Refusal, written into a row, compared with, or in an adapter's table."""
    found = {word for word, _ in first_words("Refusal")} | {word for word, _ in first_words("fail", 1)}
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".reason"):
                found |= set(texts(node.comparators[0]))
            if path.name == "errors.py" and "platforms" in path.parts and isinstance(node, ast.Tuple):
                found |= set(texts(node.elts[1])) if [*map(type, node.elts)] == [ast.Constant] * 2 else set()
    return found


def forms() -> list[type[Form]]:
    return [form for cog in cogs.ALL for form, _ in cog.forms.values()]


def families() -> set[Asked]:
    """Every key that is put together at run time."""
    asked: set[Asked] = {(f"refused-{code}", given) for code, given in first_words("Refused")}
    asked |= {(f"reason-{word}", frozenset[str]()) for word in reasons()}
    asked |= {(f"platform-{name}", frozenset[str]()) for name in PLATFORMS}
    asked |= {(f"setup-how-{kind}", frozenset[str]()) for kind in PlaceKind if kind is not PlaceKind.MODERATORS}
    asked |= {(f"{how}-{verdict}", frozenset({"by"})) for how in ("case", "held") for verdict in Verdict}
    asked |= {(f"why-{kind}", frozenset({"detail"})) for kind in (*FlagKind, *Reason)}
    asked |= {(f"because-{kind}", frozenset[str]()) for kind in (*FlagKind, *Reason)}
    asked |= {(f"review-{mode}", frozenset[str]()) for mode in Review}
    asked |= {(f"language-{language}", frozenset[str]()) for language in LANGUAGES}
    asked |= {(f"archive-{each}", frozenset[str]()) for each in LISTS}
    rules = [each.name.replace("_", "-") for each in fields(Rules)]
    asked |= {(f"{key}-{name}", frozenset[str]()) for key in ("setting", "setting-about") for name in rules}
    asked |= {(f"setup-note-{note}", frozenset[str]()) for note in Note}
    asked |= {(f"audit-{act}", frozenset[str]()) for act in Act}
    asked |= {(f"command-{name}", frozenset[str]()) for cog in cogs.ALL for name in cog.commands}
    asked |= {(f"usage-{name}", frozenset[str]()) for name in USAGE}
    for form in forms():
        asked.add((f"form-{form.__name__.lower()}", frozenset()))
        for name in (name for name, asks in form.asks().items() if asks.kind not in UNTYPED):
            asked.add((f"form-{form.__name__.lower()}-{name}", frozenset({"most"})))
            asked.add((f"form-{form.__name__.lower()}-{name}-label", frozenset()))
    return asked


class Variables(Visitor):
    """The `$names` in a sentence."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.found.add(node.id.name)


@cache
def sentences(language: str = "en") -> dict[str, frozenset[str]]:
    """Every key with the names it is filled in with."""
    resource = FluentParser().parse((ROOT / "bot" / "locales" / f"{language}.ftl").read_text("utf-8"))
    found: dict[str, frozenset[str]] = {}
    for entry in resource.body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            variables = Variables()
            variables.visit(entry)
            assert entry.id.name not in found, f"{entry.id.name} is there twice"
            found[entry.id.name] = frozenset(variables.found)
    return found


def test_the_code_is_looked_at() -> None:
    keys = {key for key, _ in literal()}
    assert {"button-post", "posting-again", "nothing-to-post", "platform-telegram"} <= keys | {"platform-telegram"}
    assert {"refused-title-short", "reason-blocked", "reason-no-forum", "form-ask-title"} <= {
        key for key, _ in families()
    }
    assert len(keys) > 60


def test_every_sentence_that_is_asked_for_is_there() -> None:
    assert sorted(key for key, _ in literal() | families() if key not in sentences()) == []


def test_every_sentence_is_given_all_it_is_filled_in_with() -> None:
    lacking = [
        (key, sorted(sentences()[key] - given))
        for key, given in literal() | families()
        if given is not None and key in sentences() and sentences()[key] - given
    ]
    assert lacking == []


def test_every_sentence_that_is_there_is_asked_for() -> None:
    asked = {key for key, _ in literal() | families()}
    assert sorted(key for key in sentences() if key not in asked and not key.startswith("playground-")) == []


def test_keys_are_put_together_in_the_known_families_only() -> None:
    patterns = set()
    for each, _ in spoken():
        if isinstance(each, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in each.values)
            patterns.add("".join(map(str, parts)))
    assert patterns == FAMILIES


def _filling(name: str, number: int) -> object:
    if name in MOMENTS:
        return datetime(2026, 1, 1, tzinfo=UTC)
    return number if name in NUMBERS else "x"


@pytest.mark.parametrize("key", sorted(sentences()))
def test_every_sentence_can_be_said(key: str) -> None:
    say = speak("en")
    for number in (0, 1, 2, 12_345):
        details = {name: _filling(name, number) for name in sentences()[key]}
        said = say(key, **details)
        assert said.strip() == said != ""
        assert "{" not in said
        if key.startswith("button-"):
            assert len(said) <= 64
        if details.keys() & {"number"}:
            assert str(number) in said, "the number of a question is never grouped"


def test_an_unknown_key_and_a_missing_detail_are_mistakes() -> None:
    say = Words("en")
    with pytest.raises(KeyError):
        say("there-is-no-such-key")
    with pytest.raises(KeyError):
        say("card-removed")
    assert say.has("card-removed")
    assert not say.has("there-is-no-such-key")


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", "xx", "", "tlh-Latn", "../../etc/passwd"])
def test_a_language_that_we_do_not_speak_is_english(language: str) -> None:
    assert Words(language).language == "en"
    assert Words(language)("button-post") == "Post it"


@pytest.mark.parametrize("name", ["שלום", "مرحبا", "\u202eevil", "Sam\u202b"])
def test_words_from_right_to_left_end_where_they_end(name: str) -> None:
    said = speak("en")("notice-opinion", number=12, who=name, kind="question")
    assert said == f"New opinion on #12 · \u2068{name}\u2069"


@pytest.mark.parametrize("name", ["Sam", "Zoë", "李雷", "👩‍👧", "a-b_c*d <b>"])
def test_words_from_left_to_right_are_left_alone(name: str) -> None:
    assert speak("en")("notice-opinion", number=12, who=name, kind="question") == f"New opinion on #12 · {name}"


marks = st.text(st.sampled_from("ab ש\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


@given(marks)
def test_nobody_closes_the_isolate_around_their_words_or_leaves_one_open(text: str) -> None:
    said, depth = isolated(text), 0
    if said == text:
        assert not set(text) - set("ab ")
        return
    for at, each in enumerate(said):
        depth += (each in "\u2066\u2067\u2068") - (each == "\u2069")
        assert depth > 0 or at == len(said) - 1
    assert depth == 0
    assert said.strip("\u2068\u2069") == text.strip("\u2068\u2069")
