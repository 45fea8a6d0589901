"""How the week of a community looks."""

from collections.abc import Callable, Sequence

from bot.cards import Button, Card, Part, Say, Strong, Title, columns
from bot.domain.communities import Community
from bot.domain.questions import Question
from bot.services.weekly import Week
from bot.words import Words


def week(words: Words, community: Community, told: Week, link: Callable[[Question], str | None]) -> Card:
    """Counts, then the questions by name, each with a button that leads to it: where it stands, or to "Show all"."""
    title = words("week-title", community=community.name)
    parts: list[Part] = [
        Title(title),
        Say(words("week-counts", questions=words("week-questions", count=told.questions),
                  opinions=words("week-opinions", count=told.opinions))),
    ]  # fmt: skip
    named: dict[int, Question] = {}
    for heading, lines, questions in (
        ("week-new", [_line(words, each) for each in told.newest], told.newest),
        (
            "week-discussed",
            [_line(words, each, count) for each, count in told.discussed],
            [q for q, _ in told.discussed],
        ),
        ("week-waiting", [_line(words, each) for each in told.waiting], told.waiting),
    ):
        if questions:
            parts += [Strong(_heading(words, heading)), Say("\n".join(lines))]
            named |= {each.number: each for each in questions}
    return Card(
        tuple(parts), columns(_buttons(words, [named[number] for number in sorted(named)], link), 4), name=title
    )


def _heading(words: Words, key: str) -> str:
    if key == "week-new":
        return words("week-new")
    return words("week-discussed") if key == "week-discussed" else words("week-waiting")


def _line(words: Words, question: Question, count: int = 0) -> str:
    if count:
        return words("week-line-opinions", number=question.number, title=question.title, count=count)
    return words("week-line", number=question.number, title=question.title)


def _buttons(words: Words, questions: Sequence[Question], link: Callable[[Question], str | None]) -> list[Button]:
    return [
        Button(f"#{each.number}", link=address)
        if (address := link(each)) is not None
        else Button(f"#{each.number}", "page", (each.id,), private=True)
        for each in questions
    ]
