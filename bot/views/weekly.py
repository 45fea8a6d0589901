"""How the week of a community looks."""

from collections.abc import Callable, Sequence

from bot.cards import Button, Card, Part, Say, Strong, Title, columns
from bot.domain.communities import Community
from bot.domain.questions import Question
from bot.services.weekly import Week
from bot.words import Words

Link = Callable[[Question], str | None]


def week(words: Words, community: Community, told: Week, link: Link) -> Card:
    """Counts, then the questions by name, each with a button that leads to it: where it stands, or to "Show all"."""
    title = words("week-title", community=community.name)
    asked, said = words("week-questions", count=told.questions), words("week-opinions", count=told.opinions)
    discussed = [question for question, _ in told.discussed]
    lines = [
        words("week-line-opinions", number=question.number, title=question.title, count=count)
        for question, count in told.discussed
    ]
    parts: list[Part] = [
        Title(title),
        Say(words("week-counts", questions=asked, opinions=said)),
        *_named(words("week-new"), [_line(words, each) for each in told.newest]),
        *_named(words("week-discussed"), lines),
        *_named(words("week-waiting"), [_line(words, each) for each in told.waiting]),
    ]
    named = {each.number: each for each in (*told.newest, *discussed, *told.waiting)}
    buttons = [_button(named[number], link(named[number])) for number in sorted(named)]
    return Card(tuple(parts), columns(buttons, 4), name=title)


def _named(heading: str, lines: Sequence[str]) -> list[Part]:
    return [Strong(heading), Say("\n".join(lines))] if lines else []


def _line(words: Words, question: Question) -> str:
    return words("week-line", number=question.number, title=question.title)


def _button(question: Question, address: str | None) -> Button:
    if address is not None:
        return Button(f"#{question.number}", link=address)
    return Button(f"#{question.number}", "page", (question.id,), private=True)
