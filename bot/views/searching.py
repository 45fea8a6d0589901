"""How questions look in a list: what was found, what is like another, and what is recommended beside one."""

from collections.abc import Sequence

from bot.cards import Body, Button, Card, Part, Say, Small, Strong, Title, columns
from bot.domain.questions import Question
from bot.domain.relevance import TermId
from bot.services.searching import Hit
from bot.views import names, takes
from bot.words import Words

SEPARATOR = "."
"""Between the terms that a button carries."""
TERMS_BYTES = 48
"""A button carries 64 bytes (see `bot.cards.Button`); the rest is for the action and the page."""
WIDE = 5
"""Buttons side by side: Discord shows five."""
TITLE_SHOWN = 60
"""Characters of a title where several stand in one line."""


def found(words: Words, hits: Sequence[Hit], offset: int, size: int, carried: str | None, *, turned: bool) -> Card:
    """One page of what was found: ``hits`` are one more than ``size`` if there is another page.

    ``carried`` are the terms for the buttons that turn pages; None where they are too many. ``turned``: it was turned.
    """
    if not hits:
        return Card((Say(words("search-none")),), instead=turned)
    shown = hits[:size]
    parts: list[Part] = [Title(words("search-title")), *_list(words, shown)]
    turn = []
    if offset and carried is not None:
        turn.append(Button(words("button-better"), "found", (max(0, offset - size), carried)))
    if len(hits) > size and carried is not None:
        turn.append(Button(words("button-more"), "found", (offset + size, carried)))
    elif len(hits) > size:
        parts.append(Small(words("search-long")))
    rows = [*columns([_open(words, hit.question) for hit in shown], WIDE), *([tuple(turn)] if turn else [])]
    return Card(tuple(parts), tuple(rows), instead=turned)


def carried(terms: Sequence[TermId]) -> str | None:
    """Terms as a button carries them, None where they are too many."""
    joined = SEPARATOR.join(terms)
    return joined if len(joined) <= TERMS_BYTES else None


def related(words: Words, question: Question, hits: Sequence[Hit]) -> Card:
    """What is like a question."""
    if not hits:
        return Card((Say(words("related-none", number=question.number)),))
    title = Title(words("related-title", number=question.number))
    return Card((title, *_list(words, hits)), columns([_open(words, hit.question) for hit in hits], WIDE))


def _list(words: Words, hits: Sequence[Hit]) -> list[Part]:
    several = len({hit.community.id for hit in hits}) > 1
    parts: list[Part] = []
    for hit in hits:
        number, title = hit.question.number, hit.question.title
        if several:
            parts.append(Strong(words("suggestion-in", number=number, community=hit.community.name, title=title)))
        else:
            parts.append(Strong(words("suggestion", number=number, title=title)))
        if hit.excerpt:
            parts.append(Body(hit.excerpt))
        counted = (
            takes.comments(words, hit.tally) if hit.question.is_take else names.counts(words, hit.community, hit.tally)
        )
        parts.append(Small(counted))
    return parts


def _open(words: Words, question: Question, action: str = "open") -> Button:
    label = words("button-open", number=question.number)
    return Button(label, "take", (question.id, 0)) if question.is_take else Button(label, action, (question.id,))


# ---- beside a question -------------------------------------------------------------------------------------------


def line(words: Words, questions: Sequence[Question]) -> Small:
    """The line on a card that recommends others."""
    return Small(words("card-related", questions=" · ".join(_short(words, each) for each in questions)))


def foot(words: Words, found: Sequence[Question]) -> tuple[list[Part], tuple[tuple[Button, ...], ...]]:
    """The foot of a page that recommends others, questions and takes, and the buttons that turn to them."""
    questions, written = [each for each in found if not each.is_take], [each for each in found if each.is_take]
    parts: list[Part] = []
    for heading, listed in ((words("recommended"), questions), (words("recommended-takes"), written)):
        if listed:
            lines = [words("suggestion", number=each.number, title=each.title) for each in listed]
            parts += [Strong(heading), Small("\n".join(lines))]
    return parts, columns([_open(words, each, "page") for each in (*questions, *written)], 3)


def before_posting(
    words: Words, near: Sequence[tuple[bool, Question]]
) -> tuple[list[Part], tuple[tuple[Button, ...], ...]]:
    """What a preview says of questions like it that are answered, and the buttons that open them."""
    if not near:
        return [], ()
    same = [each for asks_the_same, each in near if asks_the_same]
    said = words("preview-same", number=same[0].number) if same else words("preview-related")
    listed = "\n".join(words("suggestion", number=each.number, title=each.title) for _, each in near)
    return [Say(said), Small(listed)], columns([_open(words, each) for _, each in near], WIDE)


def _short(words: Words, question: Question) -> str:
    title = question.title if len(question.title) <= TITLE_SHOWN else question.title[: TITLE_SHOWN - 1].rstrip() + "…"
    return words("suggestion", number=question.number, title=title)
