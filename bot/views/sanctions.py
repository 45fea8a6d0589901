"""How sanctions look: to moderators, who see whom only by what they wrote, and to the person they bind."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.cards import Button, Card, Part, Said, Say, Small, Style, Title, columns
from bot.domain.communities import Community
from bot.domain.questions import Question
from bot.domain.sanctions import Kind, Sanction, Step
from bot.domain.threads import Reply, Role
from bot.domain.updates import Update
from bot.ports.records import What
from bot.services import things
from bot.services.naming import Meant
from bot.services.things import Thing
from bot.views import names
from bot.words import Words

HISTORY = 15
"""Sanctions of one person that are shown, the newest."""


def whom(words: Words, community: Community, question: Question, thing: Thing) -> str:
    """ "the author of #12", "Guy 2 on #12", "Guy · Sam on #12"."""
    if isinstance(thing, Question | Update) or (isinstance(thing, Reply) and thing.role is not Role.MEMBER):
        return words("sanction-whom-asker", number=question.number)
    return words("sanction-whom", name=names.author(words, community, thing.by), number=question.number)


def buttons(words: Words, thing: Thing, step: Step) -> tuple[Button, ...]:
    """ "Warn", "Mute", "Ban"; the one that the ladder proposes is marked. Each asks for the reason first."""
    labels = {
        Kind.WARN: words("button-warn"),
        Kind.MUTE: words("button-mute"),
        Kind.BAN: words("button-ban"),
    }
    return tuple(
        Button(
            words("button-next-step", label=label) if kind is step.kind else label,
            "sanction",
            (kind.value, things.kind(thing).value, thing.id),
            Style.DANGER if kind is step.kind else Style.PLAIN,
            private=True,
        )
        for kind, label in labels.items()
    )


def proposal(words: Words, step: Step) -> list[Part]:
    """Why another button than "Warn" is marked; nothing for somebody on whom nothing was put yet."""
    return [] if step.kind is Kind.WARN else [Small(words("sanction-next", kind=step.kind.value))]


def done(words: Words, who: str, sanction: Sanction, *, aloud: bool) -> Card:
    """What a moderator reads after putting one on somebody."""
    parts: list[Part] = [Say(words("sanction-done", who=who, kind=sanction.kind.value))]
    if sanction.until is not None and sanction.kind is not Kind.WARN:
        parts.append(Small(words("sanction-lasts", until=_moment(sanction.until))))
    if sanction.kind is not Kind.NOTE:
        parts.append(Small(words("sanction-told" if sanction.anonymous else "sanction-told-named")))
    return Card(tuple(parts), instead=True, aloud=aloud)


def lifted(words: Words, who: str, *, aloud: bool) -> Card:
    """What a moderator reads after lifting them."""
    told = (Say(words("sanction-lifted", who=who)), Small(words("sanction-told-lifted")))
    return Card(told, instead=True, aloud=aloud)


def history(
    words: Words, who: str, thing: Thing, past: Sequence[Sanction], step: Step, now: int, *, aloud: bool
) -> Card:
    """What was put on the author of a thing, and the next step."""
    parts: list[Part] = [Title(words("sanctions-of", who=who))]
    parts += [_line(words, each, words("sanction-kind", kind=each.kind.value), now) for each in past[-HISTORY:]]
    if not past:
        parts.append(Say(words("sanctions-none")))
    parts.append(Small(words("sanction-next", kind=step.kind.value)))
    rows = [buttons(words, thing, step)]
    if any(each.kind in (Kind.MUTE, Kind.BAN) and each.holds(now) for each in past):
        rows.append((Button(words("button-lift-all"), "unban", (things.kind(thing).value, thing.id)),))
    return Card(tuple(parts), tuple(rows), aloud=aloud)


def latest(
    words: Words, community: Community, shown: Sequence[tuple[Sanction, Question, Thing]], turn: tuple[int, int | None],
    now: int,
) -> Card:  # fmt: skip
    """A page of all sanctions of a community. ``turn`` is where it begins, and where the next one does."""
    parts: list[Part] = [Title(words("sanctions-title", community=community.name))]
    for sanction, question, thing in shown:
        kind = words("sanction-kind", kind=sanction.kind.value)
        parts.append(_line(words, sanction, f"{kind} · {whom(words, community, question, thing)}", now))
    if not shown:
        parts.append(Say(words("sanctions-none")))
    offset, more = turn
    row = []
    if offset > 0:
        row.append(Button(words("button-newer"), "sanctions", (community.id, 0)))
    if more is not None:
        row.append(Button(words("button-older"), "sanctions", (community.id, more)))
    return Card(tuple(parts), (tuple(row),) if row else (), instead=True)


def where(words: Words, communities: Sequence[Community]) -> Card:
    """Somebody who moderates several communities is asked which one they mean."""
    found = [Button(each.name[:40], "sanctions", (each.id, 0)) for each in communities]
    return Card((Say(words("sanctions-where")),), columns(found, 1))


def which(words: Words, meant: Sequence[Meant], kind: str) -> Card:
    """The same number is there in several communities. ``kind`` is what the command was, for its button."""
    found = [
        Button(each.community.name[:40], "sanction", (kind, things.kind(each.thing).value, each.thing.id))
        for each in meant
    ]
    return Card((Say(words("which-community", number=meant[0].question.number)),), columns(found, 1))


def _line(words: Words, sanction: Sanction, head: str, now: int) -> Said:
    if sanction.lifted_at is not None:
        state = words("sanction-state-lifted")
    elif not sanction.holds(now):
        state = words("sanction-state-over")
    elif sanction.until is not None:
        state = words("sanction-until", until=_moment(sanction.until))
    else:
        state = ""
    by = words("sanction-by", by=sanction.by, until=_moment(sanction.at))
    said = " · ".join(each for each in (by, state) if each)
    return Said(head, "\n".join(each for each in (said, sanction.reason) if each))


# ---- for the person


def notice(words: Words, community: Community, question: Question, sanction: Sanction) -> Card:
    """What happened, why, until when, what it means, and how to object."""
    kind = sanction.kind.value
    if sanction.lifted_at is not None:
        return Card((Say(words("sanction-notice-lifted", community=community.name, kind=kind)),))
    own = sanction.what == What.QUESTION
    parts: list[Part] = [Title(words("sanction-notice", community=community.name, kind=kind))]
    about = words("sanction-notice-question" if own else "sanction-notice-words", number=question.number)
    parts.append(Say(about))
    if sanction.reason:
        parts.append(Say(words("sanction-notice-reason", reason=sanction.reason)))
    if sanction.until is not None:
        parts.append(Say(words("sanction-notice-until", until=_moment(sanction.until), kind=kind)))
    if sanction.kind is not Kind.WARN:
        parts.append(Small(words("sanction-notice-hidden" if sanction.anonymous else "sanction-notice-named")))
    parts.append(Small(words("sanction-notice-object")))
    return Card(tuple(parts), ((Button(words("button-object"), "object", (sanction.id,)),),))


def objection(words: Words, community: Community, question: Question, thing: Thing, sanction: Sanction) -> Card:
    """What moderators read when somebody objects: the sanction, its reason, and the objection."""
    who = whom(words, community, question, thing)
    parts: list[Part] = [
        Title(words("objection-title", who=who, kind=sanction.kind.value)),
        Said(words("objection-reason", by=sanction.by), sanction.reason or words("sanction-no-reason")),
        Said(who, sanction.objection or ""),
    ]
    if sanction.lifted_at is not None:
        return Card((*parts, Say(words("objection-lifted"))), instead=True)
    lift = Button(words("button-lift"), "lift", (sanction.id,), Style.PRIMARY)
    return Card(tuple(parts), ((lift,),), instead=True)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
