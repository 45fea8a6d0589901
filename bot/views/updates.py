"""How an update looks: on the question's card, in its threads, as a notice, and all of them together."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.cards import Body, Button, Card, Part, Said, Say, Small, Style, Title, columns
from bot.domain.communities import Community
from bot.domain.limits import CARD_TEXT, UPDATE_EXCERPT
from bot.domain.questions import Question
from bot.domain.updates import Update
from bot.services.updates import Updated
from bot.views.follows import unfollow
from bot.views.notifications import mute
from bot.views.texts import excerpt
from bot.words import Words

CHOICES = 8
"""Questions that an asker is offered to add something to."""


def under(words: Words, details: str, updates: Sequence[Update], count: int) -> list[Part]:
    """What stands under the details of a card: the newest update in full, where there is room, older ones cut.

    ``updates`` are the newest, the newest first; ``count`` is how many there are in all.
    """
    room = CARD_TEXT - len(details)
    said: list[Part] = []
    for place, update in enumerate(updates):
        if place and room < UPDATE_EXCERPT:
            break
        text = excerpt(update.text, UPDATE_EXCERPT if place else max(UPDATE_EXCERPT, room))
        room -= len(text)
        said.insert(0, _dated(words, update, text))
    earlier = count - len(said)
    return [Small(words("updates-earlier", count=earlier)), *said] if earlier else said


def first(words: Words, updates: Sequence[Update]) -> list[Part]:
    """What stands above the opinions on the first page of "Show all"."""
    return [_dated(words, update, excerpt(update.text, 2 * UPDATE_EXCERPT)) for update in updates[::-1]]


def all_of_them(words: Words, shown: Updated) -> Card:
    """One page of all updates in full, the newest first."""
    parts: list[Part] = [Title(words("updates-title", number=shown.question.number))]
    parts += [_dated(words, update, update.text) for update in shown.updates]
    if not shown.updates:
        parts.append(Say(words("updates-none")))
    rows: list[tuple[Button, ...]] = []
    if shown.older is not None:
        rows.append((Button(words("button-older"), "updates", (shown.question.id, shown.older)),))
    rows.append((Button(words("button-back-to-page"), "page", (shown.question.id,)),))
    return Card(tuple(parts), tuple(rows), instead=True)


def which(words: Words, found: Sequence[tuple[Community, Question]]) -> Card:
    """Asks to which of their questions the asker wants to add something, the newest first."""
    buttons = [
        Button(excerpt(f"#{question.number} {question.title}", 60), "update", (question.id,))
        for _, question in found[:CHOICES]
    ]
    return Card((Say(words("update-which")),), columns(buttons, 1))


def button(words: Words, question: Question) -> Button:
    """Leads to all of them."""
    return Button(words("button-updates"), "updates", (question.id,))


def carried(words: Words, update: Update) -> Card:
    """The update in a thread, where it is noticed."""
    return Card((Said(words("update-by"), update.text),))


def notice(words: Words, question: Question, update: Update, *, followed: bool) -> Card:
    """What somebody who keeps up with the question reads; they may be a follower, or have answered it."""
    parts = (Title(words("notice-update", number=question.number)), Body(update.text))
    buttons = (
        Button(words("button-show-all"), "page", (question.id,)),
        Button(words("button-report"), "report", ("update", update.id)),
    )
    less = (unfollow(words, question),) if followed else (mute(words, question),)
    return Card(parts, ((*buttons, *less),))


def gone(words: Words, question: Question, *, by_moderators: bool) -> Card:
    """What is left of the notice where the update went."""
    return Card((Small(words("update-removed" if by_moderators else "update-taken-back", number=question.number)),))


def given(words: Words, question: Question, update: Update) -> Card:
    """What the asker is answered, with the way to take it back."""
    return Card((Say(words("update-given", number=question.number)),), ((take_back(words, update),),), instead=True)


def take_back(words: Words, update: Update) -> Button:
    """For its author."""
    return Button(words("button-take-back"), "unupdate", (update.id,), Style.DANGER)


def _dated(words: Words, update: Update, text: str) -> Said:
    return Said(words("update-at", at=datetime.fromtimestamp(update.written_at / 1000, UTC)), text)
