"""Signs of a crisis: of self-harm, of suicide and of violence at home, in the languages the bot speaks.

What the signs are stands in ``terms/<language>.txt``. They are chosen so that nobody who needs help goes unseen: a text
that only speaks of such things gets its writer an offer of help too many. All languages are looked for in every text:
people write as they feel.
"""

from functools import cache
from importlib.resources import files

from bot.flags.phrases import Terms
from bot.plain import Reading

LANGUAGES = ("en", "de", "es", "ru")


def languages(reading: Reading, seen: str) -> list[str]:
    """The languages in whose terms a text shows signs of a crisis."""
    return [language for language in LANGUAGES if _terms(language).search(reading, seen)]


@cache
def _terms(language: str) -> Terms:
    return Terms.of_file(files("bot.flags").joinpath(f"terms/{language}.txt").read_text("utf-8"))
