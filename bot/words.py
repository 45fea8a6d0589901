"""Words: every sentence the bot says, from ``bot/locales/<language>.ftl`` (Project Fluent).

A :class:`Words` speaks one language and falls back to English for what that language lacks. A key that no language
has is a mistake of ours and raises; a test walks through all keys.
"""

from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from unicodedata import bidirectional

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"

_ISOLATE, _POP = "\u2068", "\u2069"


_TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
"""Bidirectional classes (Unicode Annex 9) that change the direction of what stands around them."""


_OPENING = {"LRI", "RLI", "FSI"}


def isolated(text: str) -> str:
    """A person's words made safe to stand inside a sentence: their direction ends where they end.

    Text that only runs from left to right comes back as it is. Marks of their own that open or close an isolate without
    a counterpart get one, so that nobody closes ours early.
    """
    if not any(bidirectional(each) in _TURNING for each in text):
        return text
    closed, opened = 0, 0
    for each in text:
        if bidirectional(each) in _OPENING:
            opened += 1
        elif each == _POP and opened:
            opened -= 1
        elif each == _POP:
            closed += 1
    return _ISOLATE * (1 + closed) + text + _POP * (1 + opened)


@cache
def languages() -> frozenset[str]:
    """The languages there are, by their ISO 639 codes."""
    return frozenset(
        each.name.removesuffix(".ftl") for each in files("bot.locales").iterdir() if each.name.endswith(".ftl")
    )


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(files("bot.locales").joinpath(f"{language}.ftl").read_text("utf-8")))
    return bundle


class Words:
    """The bot's sentences in one language; ``language`` may be a tag such as "de-AT"."""

    def __init__(self, language: str = FALLBACK) -> None:
        short = language.lower().replace("_", "-").split("-")[0]
        self.language = short if short in languages() else FALLBACK

    @cached_property
    def _bundles(self) -> list[FluentBundle]:
        return [_bundle(each) for each in dict.fromkeys((self.language, FALLBACK))]

    def __call__(self, key: str, **details: Any) -> str:
        """The sentence ``key`` with ``details`` filled in. Raises KeyError if no language has it."""
        spoken = {name: isolated(value) if isinstance(value, str) else value for name, value in details.items()}
        for bundle in self._bundles:
            pattern = bundle.get_message(key).value if bundle.has_message(key) else None
            if pattern is not None:
                text, errors = bundle.format_pattern(pattern, spoken)
                if errors:
                    raise KeyError(f"{key}: {errors[0]}")
                return str(text)
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return any(bundle.has_message(key) for bundle in self._bundles)


@cache
def speak(language: str) -> Words:
    """The words of a language, made once."""
    return Words(language)
