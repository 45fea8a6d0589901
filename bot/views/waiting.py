"""How the list of questions that wait for an answer looks."""

from collections.abc import Sequence

from bot.cards import Button, Card, Part, Say, Strong, Title, columns
from bot.domain.communities import Category, Community
from bot.domain.questions import Question
from bot.ports.listing import Group
from bot.services.waiting import Waiting
from bot.views import names, nudging
from bot.words import Words


def page(words: Words, shown: Waiting, mine: Category | None, *, wants_nudges: bool) -> Card:
    """A page, those that wait for the reader first; each question has its button. ``mine`` is the reader's category."""
    community = shown.community
    parts: list[Part] = [Title(words("waiting-title", community=community.name))]
    if not shown.questions:
        parts.append(Say(words("waiting-none")))
    for group in Group:
        lines = [_line(words, community, group, each) for at, each in shown.questions if at is group]
        if lines:
            parts += [Strong(_heading(words, group, mine)), Say("\n".join(lines))]
    buttons = [Button(f"#{each.number}", "page", (each.id,)) for _, each in shown.questions]
    rows = [*columns(buttons, 5)]
    if shown.after is not None:
        group, number = shown.after
        rows.append((Button(words("button-older"), "unanswered", (community.id, group.value, number)),))
    parts.append(nudging.state(words, wanted=wants_nudges))
    rows.append(nudging.switch(words, wanted=wants_nudges, community=community.id))
    return Card(tuple(parts), tuple(rows), instead=True)


def _heading(words: Words, group: Group, mine: Category | None) -> str:
    if group is Group.MINE and mine is not None:
        return words("waiting-mine", plural=mine.plural)
    return words("waiting-everyone" if group is Group.EVERYONE else "waiting-others")


def _line(words: Words, community: Community, group: Group, question: Question) -> str:
    """Whom it is for is said where the heading does not."""
    title = question.title
    if group is Group.OTHERS:
        title = words("card-title", audience=names.audience(words, community, question.audience), title=title)
    return words("week-line", number=question.number, title=title)


def which(words: Words, among: Sequence[Community]) -> Card:
    """Asks which community is meant."""
    buttons = [Button(each.name[:40], "unanswered", (each.id,)) for each in among]
    return Card((Say(words("waiting-which")),), columns(buttons, 1))
