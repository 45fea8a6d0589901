"""Forgetting: everything that somebody is to the bot goes, face by face.

What a face asked or said is taken back everywhere and its words are wiped; then the face itself is unlinked: nothing
that is left leads to anybody. What moderators put on somebody stands by a trace of its own and stays.

No two faces go at the same moment, or whoever watches the file would see that they belong together. The asking one goes
at once. The others go some hours later, each at a moment of its own, by an **errand** that lies sealed and under a
random id among all others; one is kept for a face that is not there as well, so that it tells nothing either. Votes
stand under no face and go by an errand of their own (`bot.services.unvoting`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import randbelow

from bot.domain.cases import Verdict
from bot.domain.communities import Place
from bot.domain.opinions import Opinion
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import Question, Status
from bot.ports.keeping import ErrandId
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.services import announcing, shelving, things, unvoting
from bot.services.things import Thing

HOUR = 60 * 60 * 1000
SOONEST = 1 * HOUR
LATEST = 23 * HOUR
"""Milliseconds after which the other faces go, at random; it is promised within a day."""
LATER = tuple(each for each in Face if each is not Face.ASKING)


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of one face in public: how many things of each kind, and by place the copies that the bot posted
    and the messages that the person wrote, which only the person can delete."""

    questions: int = 0
    opinions: int = 0
    replies: int = 0
    copies: tuple[tuple[Place, int], ...] = ()
    own: tuple[tuple[Place, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went, and what goes within a day."""

    now: Traces
    later: Traces


def known(tx: Tx, caller: Caller) -> bool:
    """Whether there is anything of the caller's: a face, or a vote of somebody who has none."""
    return any(caller.found(each) is not None for each in Face) or bool(unvoting.find(tx, caller.traces))


def forget(tx: Tx, caller: Caller) -> Forgotten:
    """Forgets the caller's asking face now, and the others some hours later. Meets nobody."""
    asking, others = caller.found(Face.ASKING), [caller.found(each) for each in LATER]
    told = Forgotten(_traces(tx, asking), _together([_traces(tx, each) for each in others]))
    if asking is not None:
        face(tx, asking)
    wish = unvoting.errand(_some_time(tx), caller.traces)
    for each in others:
        tx.keeping.promise(f"{_some_time(tx):020} {each or 0:020}".ljust(len(wish)))
    tx.keeping.promise(wish)
    return told


def _some_time(tx: Tx) -> int:
    """A moment within a day, by chance."""
    return tx.now + SOONEST + randbelow(LATEST - SOONEST)


def due(tx: Tx) -> list[PersonId]:
    """The faces whose time has come; 0 where there was none. Only reads."""
    return [person for _, at, person in _errands(tx) if at <= tx.now]


def fulfil(tx: Tx, person: PersonId) -> None:
    """One face whose time has come goes, and its errand."""
    for errand, at, whose in _errands(tx):
        if whose == person and at <= tx.now:
            tx.keeping.done(errand)
    if person:
        face(tx, person)


def face(tx: Tx, person: PersonId) -> None:
    """Takes back and wipes everything of one face, then unlinks it."""
    for question in tx.keeping.questions(person):
        if question.status is not Status.REMOVED:
            tx.questions.set_status(question.id, Status.REMOVED)
            removed = tx.questions.get(question.id)
            assert removed is not None
            announcing.question_removed(tx, removed)
        for update in tx.updates.all(question.id):
            _wipe(tx, update)
        _wipe(tx, question)
    for opinion in tx.keeping.opinions(person):
        asked = things.question(tx, opinion)
        stood = things.stands(opinion)
        tx.opinions.remove(opinion.id)
        if stood and asked.status is not Status.REMOVED:
            announcing.opinion_changed(tx, asked, opinion)
            announcing.question_changed(tx, asked)
        _wipe(tx, opinion)
    for reply in tx.keeping.replies(person):
        asked = things.question(tx, reply)
        stood = things.stands(reply)
        tx.replies.remove(reply.id)
        if stood and asked.status is not Status.REMOVED:
            announcing.reply_changed(tx, asked, reply)
        _wipe(tx, reply)
    tx.keeping.unlink(person)


def _wipe(tx: Tx, thing: Thing) -> None:
    """No word of it stays, nobody can put it back, and no moderator need look at it any more."""
    tx.keeping.wipe(thing)
    tx.removals.drop(things.kind(thing), thing.id)
    if isinstance(thing, Question):
        tx.pictures.take_down(thing.id)
        shelving.forget(tx, thing)
    case = tx.cases.of(things.kind(thing), thing.id)
    if case is None:
        return
    if case.verdict is None:
        case = tx.cases.decide(case.id, Verdict.WITHDRAWN, "", "")
    announcing.case(tx, case)


def _traces(tx: Tx, person: PersonId | None) -> Traces:
    if person is None:
        return Traces()
    questions = [each for each in tx.keeping.questions(person) if each.status is not Status.REMOVED]
    opinions = [each for each in tx.keeping.opinions(person) if things.stands(each)]
    replies = [each for each in tx.keeping.replies(person) if things.stands(each)]
    copies: Counter[Place] = Counter()
    own: Counter[Place] = Counter()
    everything: list[Thing] = [*questions, *opinions, *replies]
    for thing in everything:
        places: dict[int, Place] = {place.id: place for place in tx.communities.places(things.community(tx, thing))}
        for receipt in _receipts(tx, thing):
            place = places.get(receipt.recipient)
            if place is not None and receipt.part == 0:
                (copies if receipt.ours else own)[place] += 1
    return Traces(len(questions), len(opinions), len(replies), _sorted(copies), _sorted(own))


def _together(parts: Sequence[Traces]) -> Traces:
    copies: Counter[Place] = Counter()
    own: Counter[Place] = Counter()
    for each in parts:
        copies.update(dict(each.copies))
        own.update(dict(each.own))
    return Traces(
        sum(each.questions for each in parts),
        sum(each.opinions for each in parts),
        sum(each.replies for each in parts),
        _sorted(copies),
        _sorted(own),
    )


def _receipts(tx: Tx, thing: Thing) -> Sequence[Receipt]:
    found = list(tx.receipts.everywhere(things.kind(thing), thing.id))
    if isinstance(thing, Opinion):
        for passage in tx.opinions.passages(thing.id):
            found += tx.receipts.everywhere(What.PASSAGE, passage.id)
    return found


def _sorted(counted: Counter[Place]) -> tuple[tuple[Place, int], ...]:
    return tuple(sorted(counted.items(), key=lambda each: each[0].id))


def _errands(tx: Tx) -> list[tuple[ErrandId, int, PersonId]]:
    found = []
    for errand, content in tx.keeping.errands():
        at, whose, *_ = content.split()
        if whose != unvoting.VOTES:
            found.append((errand, int(at), PersonId(int(whose))))
    return found
