"""How it looks what somebody asked and answered: one thing after the other, with where each stands."""

from collections.abc import Sequence

from bot.cards import Button, Card, Part, Said, Say, Small, Title, columns
from bot.domain.questions import Question, Status
from bot.services.mine import Own
from bot.views import names, questions
from bot.views.texts import excerpt
from bot.words import Words

SHOWN = 120
"""Characters of an opinion."""


def page(words: Words, owns: Sequence[Own], *, first: bool, older: int | None) -> Card:
    """A page, the newest first."""
    parts: list[Part] = [Title(words("mine-title"))]
    if not owns:
        parts.append(Say(words("mine-empty")))
    for each in owns:
        thing = each.thing
        said = "" if isinstance(thing, Question) else excerpt(" ".join(thing.text.split()), SHOWN)
        parts += [Said(_head(words, each), said), Small("\n".join(_lines(words, each)))]
    rows = [*columns([button for each in owns if (button := _open(words, each)) is not None], 2)]
    turn = []
    if not first:
        turn.append(Button(words("button-newest"), "mine"))
    if older is not None:
        turn.append(Button(words("button-older"), "mine", (older,)))
    return Card(tuple(parts), (*rows, tuple(turn)) if turn else tuple(rows), instead=True)


def _head(words: Words, own: Own) -> str:
    if isinstance(own.thing, Question):
        return words(
            "mine-take" if own.thing.is_take else "mine-question", number=own.question.number, title=own.question.title
        )
    name = names.author(words, own.community, own.thing.by)
    return words("mine-opinion", number=own.question.number, name=name)


def _lines(words: Words, own: Own) -> list[str]:
    """How it stands, and where."""
    if own.removed:
        return [words("mine-removed")]
    if not isinstance(own.thing, Question) and own.thing.held:
        return [words("mine-status", status="held")]
    # A take is never closed, so that it is open need not be said.
    tells = not own.question.is_take or own.question.status is not Status.OPEN
    status = [words("mine-status", status=own.question.status.value)] if tells else []
    return [*status, *(questions.standing(words, each) for each in own.standings)]


def _open(words: Words, own: Own) -> Button | None:
    """The way to it: a question's receipt, with all that its asker can do; an opinion in its thread, if it stands."""
    if isinstance(own.thing, Question):
        return Button(words("button-mine-question", number=own.question.number), "receipt", (own.thing.id,))
    if own.removed or own.thing.removed or not own.question.public:
        return None
    return Button(words("button-mine-opinion", number=own.question.number), "thread", (own.thing.id, 0))
