"""Phone numbers: international ones, and national ones of some regions.

Parts of the text that could be one by their figures are shown to ``phonenumbers``, which knows the numbering plans
(a port of libphonenumber). Dates, years, prices and round numbers are never shown to it: some of them are
somebody's number somewhere.
"""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from bot.lint.traces import Trace, TraceKind

REGIONS = ("US", "GB", "DE", "ES", "RU")

_MONEY = r"$\u20ac\u00a3\u20bd"
_CANDIDATE = re.compile(
    rf"(?<![\w.,#/@-])(?<![{_MONEY}])(?<![{_MONEY}]\s)[+(\uff0b]{{0,2}}\d"
    rf"(?:[\s().\-/\u2010-\u2015\uff0d]{{0,3}}\d){{6,17}}(?![\w%{_MONEY}@])"
)
_CANDIDATES_MAX = 24
"""Parts of a text that are looked at; somebody who writes more numbers than that has been warned of the first."""
_FIGURES = range(7, 16)
"""Figures of a number: at most 15 internationally (https://www.itu.int/rec/T-REC-E.164)."""
_NO_NUMBER = re.compile(
    r"""
      \d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}(?:\s.*)?          # 12.05.2024, 12/5/24 14 30
    | (?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}(?:\s.*)?          # 2024-05-12
    | (?:19|20)\d{2}(?:\s?[-\u2013/]?\s?(?:19|20)\d{2})+       # 2019-2023, 2021 2022
    | (?:19|20)\d{6}                                          # 20240512
    | \d{1,3}(?:[.,]\d{3})+ | \d{1,3}(?:\s\d{3})*\s000 | \d+0{5,}    # 1.000.000, 600 000 000, 600000000
    """,
    re.VERBOSE,
)
_AMOUNT = re.compile(
    r"\s{0,2}(?:(?:%|k|km|kg|g|cm|mm|m|eur|usd|gbp|rub|euros?|dollars?|d[o\u00f3]lares|pounds?|bucks|pesos|million(?:en|es|s)?|mio"
    r"|\u0440\u0443\u0431\w*|people|personas|menschen|leute|views|followers|subscribers|steps|calories|kcal)\b)",
    re.IGNORECASE,
)
"""What makes of a number an amount."""


def phones(text: str, regions: Sequence[str] = REGIONS) -> Iterator[Trace]:
    """The phone numbers in a text."""
    for place, found in enumerate(_CANDIDATE.finditer(text)):
        if place == _CANDIDATES_MAX:
            return
        said = found[0]
        figures = sum(char.isdigit() for char in said)
        if figures not in _FIGURES or _AMOUNT.match(text, found.end()):
            continue
        is_marked = said.startswith(("+", "\uff0b", "(+", "00"))
        if not is_marked and _NO_NUMBER.fullmatch(said):
            continue
        if any(_is_number(said, region) for region in ((None, *regions) if is_marked else regions)):
            yield Trace(TraceKind.PHONE, found.start(), found.end())


def _is_number(said: str, region: str | None) -> bool:
    """Whether it holds a number of the region, or an international one."""
    return phonenumbers.PhoneNumberMatcher(said, region, leniency=phonenumbers.Leniency.VALID, max_tries=4).has_next()
