"""How a case looks: to moderators in their place, and to those whom its end concerns."""

from collections.abc import Sequence

from bot.cards import Button, Card, Part, Said, Say, Small, Style, Title, columns
from bot.domain.cases import Case, Verdict
from bot.domain.communities import Community
from bot.domain.limits import CARRIED_MAX
from bot.domain.opinions import Byline
from bot.domain.pictures import Image
from bot.domain.questions import Question
from bot.domain.sanctions import Step
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.services import things
from bot.services.things import Thing
from bot.views import names, questions, reviewing, sanctions
from bot.words import Words


def card(
    words: Words,
    community: Community,
    case: Case,
    question: Question,
    thing: Thing,
    step: Step,
    image: Image | None = None,
    options: Sequence[str] = (),
) -> Card:
    """The case with what it is about, and what a moderator can do about it. Nothing on it tells who anybody is.

    ``step`` is what the ladder proposes for the author; sanctions can be chosen after something was removed, too.
    ``image`` is the picture of what waits, to be judged with the words, and so are the ``options`` of its poll.
    """
    parts: list[Part] = [
        Title(_title(words, case, question)),
        *reviewing.reasons(words, case),
        Said(_author(words, community, thing), _text(thing)),
    ]
    if options:
        parts.append(Said(words("case-poll"), "\n".join(options)))
    if not isinstance(thing, Question):
        parts.append(Small(words("case-about", title=question.title)))
    if case.verdict is not None:
        by = case.by or ""
        parts.append(Say(words(f"held-{case.verdict}", by=by) if case.held else words(f"case-{case.verdict}", by=by)))
        if case.reason:
            parts.append(Say(words("moderator-said", reason=case.reason)))
        if case.verdict is not Verdict.REJECTED:
            return Card(tuple(parts), instead=True)
        stands = things.stands(thing)
        if stands:
            parts.append(Say(words("case-restored")))
        undo = () if stands else (Button(words("button-restore"), "moderate", ("restore", case.what, thing.id)),)
        sanction = () if stands or case.urgent else sanctions.buttons(words, thing, step)
        if sanction:
            parts += sanctions.proposal(words, step)
        return Card(tuple(parts), tuple(filter(None, (sanction, undo))), instead=True)
    if image is not None:
        parts.append(questions.picture(words, image))
    if case.held:
        buttons = [
            Button(words("button-approve"), "approve", (case.id, things.gist(thing)), Style.PRIMARY),
            Button(words("button-reject"), "reject-why", (case.id,), Style.DANGER, private=True),
        ]
    else:
        buttons = [
            Button(words("button-case-keep"), "approve", (case.id, things.gist(thing)), Style.PRIMARY),
            Button(words("button-case-remove"), "reject", (case.id,), Style.DANGER),
        ]
    # Whoever may be in danger is helped first: nothing is proposed against them, before or after the decision.
    against = () if case.urgent else (sanctions.buttons(words, thing, step),)
    if against:
        parts += sanctions.proposal(words, step)
    return Card(tuple(parts), (tuple(buttons), *against), instead=True)


def waiting(words: Words, community: Community, cases: list[tuple[Case, Question, Thing]]) -> Card:
    """What waits for moderators, a line and a button each."""
    if not cases:
        return Card((Say(words("cases-none")),))
    parts: list[Part] = [Title(words("cases-title", community=community.name))]
    buttons = []
    for place, (case, question, thing) in enumerate(cases, 1):
        line = f"{place}. {_title(words, case, question)}"
        parts.append(Said(line, _cut(_text(thing), 80)))
        buttons.append(Button(words("button-case-open", place=place), "case", (case.id,)))
    return Card(tuple(parts), columns(buttons, 5))


def ended(words: Words, case: Case, question: Question) -> Card:
    """What somebody who reported it reads in the end."""
    kept = case.verdict is Verdict.APPROVED
    return Card((Say(words("report-kept" if kept else "report-removed", number=question.number)),))


def _title(words: Words, case: Case, question: Question) -> str:
    if case.verdict is not None:
        return words("case-over", number=question.number)
    if case.urgent:
        return words("case-urgent", number=question.number)
    if case.held:
        return words("case-held", number=question.number)
    return words("case-title", number=question.number, reports=case.reports)


def _author(words: Words, community: Community, thing: Thing) -> str:
    if isinstance(thing, Question):
        return _asker(words, community, thing)
    if isinstance(thing, Update):
        return words("asker")
    if isinstance(thing, Reply):
        return names.speaker(words, community, thing)
    return names.author(words, community, thing.by)


def _asker(words: Words, community: Community, question: Question) -> str:
    if question.name is not None:
        return names.author(words, community, Byline(question.asked_as, question.name, None))
    return words("author") if question.is_take else words("asker")


def _text(thing: Thing) -> str:
    if isinstance(thing, Question):
        return "\n\n".join(each for each in (thing.title, thing.details) if each)[:CARRIED_MAX]
    return thing.text[:CARRIED_MAX]


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
