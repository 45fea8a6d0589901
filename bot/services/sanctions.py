"""Sanctions: a moderator puts one on whoever wrote something, and lifts it; the person hears of both, and can object.

Nobody learns who it is. What a moderator sees of somebody's past is only what was put on the same face of theirs: a
history that held more would tell that the asker of #12 is "Girl 2" on #7, or is Sam.
"""

from collections.abc import Callable, Sequence

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Caller, PersonId
from bot.domain.questions import QuestionId
from bot.domain.sanctions import DAY, WARNING_LASTS, Kind, Sanction, SanctionId, Step, duration, propose
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, things
from bot.services.things import Thing

TracesOf = Callable[[PersonId], Sequence[str]]
"""By what sanctions know a person (`bot.cog.Call.traces_of`)."""


def history(tx: Tx, traces_of: TracesOf, thing: Thing) -> list[Sanction]:
    """All sanctions on a thing's author that a moderator who looks at it may know of, oldest first.

    A note is shown with the question it was made on only. It costs nothing and nobody hears of it: if it followed its
    person, it would be a way to try of any two things whether they are by the same one.
    """
    found = tx.sanctions.of(things.community(tx, thing), traces_of(things.author(thing)), (things.face(thing),))
    here = things.question(tx, thing).id
    return [each for each in found if each.kind is not Kind.NOTE or _question(tx, each) == here]


def _question(tx: Tx, sanction: Sanction) -> QuestionId | None:
    about = things.find(tx, sanction.what, sanction.subject)
    return None if about is None else things.question(tx, about).id


def next_step(tx: Tx, traces_of: TracesOf, thing: Thing) -> Step:
    """What the ladder proposes for a thing's author."""
    return propose(history(tx, traces_of, thing), tx.now, anonymous=things.anonymous(thing))


def split(kind: Kind, words: str) -> tuple[int | None, str]:
    """How long, in milliseconds, and why: "24h spam" for what can last, else all of it is the reason."""
    first, _, rest = words.partition(" ")
    lasts = duration(first) if kind in (Kind.MUTE, Kind.BAN) else None
    return (None, words.strip()) if lasts is None else (lasts, rest.strip())


def impose(
    tx: Tx, by: str, thing: Thing, traces_of: TracesOf, kind: Kind, *, reason: str = "", lasts: int | None = None
) -> Sanction:
    """A moderator called ``by`` puts a sanction on the author of a thing.

    ``lasts`` is in milliseconds; without it a mute lasts as long as the ladder says, or a day, and a ban has no end.
    Refuses a second one that would change nothing, and an author of whom nothing is known any more.
    """
    community, traces = things.community(tx, thing), traces_of(things.author(thing))
    if not traces:
        raise Refused("author-unknown")
    past = history(tx, traces_of, thing)
    until = _until(kind, lasts, propose(past, tx.now, anonymous=things.anonymous(thing)), tx.now)
    _must_change(past, kind, until, tx.now)
    put = Sanction(
        *(SanctionId(0), community, kind, things.anonymous(thing), things.kind(thing).value, thing.id),
        *(reason, by, tx.now, until, None),
    )
    sanction = tx.sanctions.add(put, traces[0], things.face(thing))
    tx.audit.add(community, by, kind.value, sanction.what, sanction.subject, reason)
    if kind is not Kind.NOTE:
        tx.outbox.put(What.SANCTION, sanction.id, things.author(thing), Urgency.NOTICE)
        _refresh(tx, thing)
    return sanction


def _until(kind: Kind, lasts: int | None, proposed: Step, now: int) -> int | None:
    if kind is Kind.WARN:
        return now + WARNING_LASTS
    if kind is Kind.MUTE and lasts is None:
        lasts = (proposed.lasts if proposed.kind is Kind.MUTE else None) or DAY
    return None if lasts is None or kind is Kind.NOTE else now + lasts


def _must_change(past: Sequence[Sanction], kind: Kind, until: int | None, now: int) -> None:
    """Refuses a mute or a ban that is there already, as when two moderators press at once."""
    harder = {Kind.MUTE: (Kind.MUTE, Kind.BAN), Kind.BAN: (Kind.BAN,)}.get(kind, ())
    for each in past:
        if (
            each.kind in harder
            and each.holds(now)
            and (each.until is None or (until is not None and until <= each.until))
        ):
            raise Refused("sanction-there", by=each.by, kind=each.kind.value)


def lift(tx: Tx, by: str, thing: Thing, traces_of: TracesOf, *, reason: str = "") -> list[Sanction]:
    """Lifts every mute and ban on a thing's author that a moderator who looks at it may know of."""
    standing = [
        each for each in history(tx, traces_of, thing) if each.kind in (Kind.MUTE, Kind.BAN) and each.holds(tx.now)
    ]
    if not standing:
        raise Refused("nothing-to-lift")
    for each in standing:
        _lift(tx, each)
    tx.audit.add(standing[0].community_id, by, "unban", things.kind(thing).value, thing.id, reason)
    _refresh(tx, thing)
    return standing


def lift_one(tx: Tx, by: str, sanction: Sanction) -> Sanction:
    """Lifts this one, a warning too. Refuses what is over or lifted."""
    if not sanction.holds(tx.now):
        raise Refused("nothing-to-lift")
    _lift(tx, sanction)
    tx.audit.add(sanction.community_id, by, "unban", sanction.what, sanction.subject, "")
    lifted = tx.sanctions.get(sanction.id)
    assert lifted is not None
    return lifted


def _lift(tx: Tx, sanction: Sanction) -> None:
    tx.sanctions.lift(sanction.id)
    _show(tx, sanction)
    thing = things.find(tx, sanction.what, sanction.subject)
    if thing is not None:
        tx.outbox.put(What.SANCTION, sanction.id, things.author(thing), Urgency.NOTICE, fresh=True)


def own(tx: Tx, caller: Caller, sanction: SanctionId) -> Sanction:
    """A sanction on the caller that holds and that they have not objected to. Others hear that there is nothing."""
    found = tx.sanctions.get(sanction)
    if found is None or found.kind is Kind.NOTE or found not in tx.sanctions.of(found.community_id, caller.traces):
        raise Refused("nothing-there")
    if found.objection is not None:
        raise Refused("objected-before")
    if not found.holds(tx.now):
        raise Refused("sanction-over")
    return found


def object_to(tx: Tx, caller: Caller, sanction: SanctionId, text: str) -> None:
    """The caller says once, unnamed, why a sanction on them is wrong; the moderators are shown it."""
    found = own(tx, caller, sanction)
    tx.sanctions.object(found.id, text)
    announcing.to_moderators(tx, found.community_id, What.SANCTION, found.id)


def _show(tx: Tx, sanction: Sanction) -> None:
    """What moderators were shown of an objection says how it ended."""
    if sanction.objection is not None:
        announcing.to_moderators(tx, sanction.community_id, What.SANCTION, sanction.id)


def _refresh(tx: Tx, thing: Thing) -> None:
    """The next step on the thing's case is another one now."""
    case = tx.cases.of(things.kind(thing), thing.id)
    if case is not None:
        announcing.case(tx, case)


def latest(tx: Tx, community: CommunityId, offset: int, limit: int) -> tuple[list[tuple[Sanction, Thing]], bool]:
    """A page of a community's sanctions with what they were put on, newest first, and whether there are more."""
    found = tx.sanctions.latest(community, offset, limit + 1)
    shown = [(each, things.find(tx, each.what, each.subject)) for each in found[:limit]]
    return [(each, thing) for each, thing in shown if thing is not None], len(found) > limit
