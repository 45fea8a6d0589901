"""How a nudge looks, and the button that turns them on and off."""

from bot.cards import Body, Button, Card, Small, Style, Title
from bot.domain.communities import Community
from bot.domain.questions import Question
from bot.views import names
from bot.words import Words

ON, OFF = "on", "off"


def nudge(words: Words, community: Community, question: Question) -> Card:
    """A question that waits for its first opinion, whole: there is nothing more to show."""
    title = words("card-title", audience=names.audience(words, community, question.audience), title=question.title)
    parts: list[Small | Title | Body] = [
        Small(words("nudge", number=question.number, community=community.name)),
        Title(title),
    ]
    if question.details:
        parts.append(Body(question.details))
    answer = Button(words("button-answer"), "answer", (question.id,), Style.PRIMARY)
    return Card(tuple(parts), ((answer,), switch(words, wanted=True)))


def state(words: Words, *, wanted: bool) -> Small:
    """Whether its reader is told of such questions, in words."""
    return Small(words("waiting-nudges-on" if wanted else "waiting-nudges-off"))


def switch(words: Words, *, wanted: bool, community: int = 0) -> tuple[Button, ...]:
    """A row with the button that turns them on or off, whichever they are not.

    ``community`` is where its reader belongs at any rate, 0 where that is not known.
    """
    if wanted:
        return (Button(words("button-nudges-off"), "nudges", (OFF,)),)
    return (Button(words("button-nudges-on"), "nudges", (ON, community)),)
