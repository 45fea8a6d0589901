"""How a case looks: to moderators in their place, and to those whom its end concerns."""

from bot.cards import Button, Card, Part, Said, Say, Small, Style, Title, columns
from bot.domain.cases import Case, Verdict
from bot.domain.communities import Community
from bot.domain.limits import CARRIED_MAX
from bot.domain.questions import Question
from bot.domain.threads import Reply
from bot.services.things import Thing
from bot.views import names
from bot.words import Words


def card(words: Words, community: Community, case: Case, question: Question, thing: Thing) -> Card:
    """The case with what it is about, and what a moderator can do about it. Nothing on it tells who anybody is."""
    parts: list[Part] = [
        Title(words("case-title", number=question.number, reports=case.reports)),
        Said(_author(words, community, thing), _text(thing)),
        Small(words("case-about", title=question.title)),
    ]
    if case.verdict is not None:
        parts.append(Say(words(f"case-{case.verdict}", by=case.by or "")))
        return Card(tuple(parts), instead=True)
    buttons = [
        Button(words("button-case-keep"), "approve", (case.id,), Style.PRIMARY),
        Button(words("button-case-remove"), "reject", (case.id,), Style.DANGER),
    ]
    return Card(tuple(parts), (tuple(buttons),), instead=True)


def waiting(words: Words, community: Community, cases: list[tuple[Case, Question, Thing]]) -> Card:
    """What waits for moderators, a line and a button each."""
    if not cases:
        return Card((Say(words("cases-none")),))
    parts: list[Part] = [Title(words("cases-title", community=community.name))]
    buttons = []
    for place, (case, question, thing) in enumerate(cases, 1):
        line = f"{place}. {words('case-title', number=question.number, reports=case.reports)}"
        parts.append(Said(line, _cut(_text(thing), 80)))
        buttons.append(Button(words("button-case-open", place=place), "case", (case.id,)))
    return Card(tuple(parts), columns(buttons, 5))


def ended(words: Words, case: Case, question: Question) -> Card:
    """What somebody who reported it reads in the end."""
    kept = case.verdict is Verdict.APPROVED
    return Card((Say(words("report-kept" if kept else "report-removed", number=question.number)),))


def _author(words: Words, community: Community, thing: Thing) -> str:
    if isinstance(thing, Question):
        return words("asker")
    if isinstance(thing, Reply):
        return names.speaker(words, community, thing)
    return names.author(words, community, thing.by)


def _text(thing: Thing) -> str:
    if isinstance(thing, Question):
        return "\n\n".join(each for each in (thing.title, thing.details) if each)[:CARRIED_MAX]
    return thing.text[:CARRIED_MAX]


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
