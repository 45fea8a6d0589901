"""Removing: moderators take things away and put them back, lock questions, and point duplicates to each other."""

from bot.cards import Toast
from bot.cog import Answer, Call, Cog
from bot.domain.errors import Refused
from bot.domain.questions import Question
from bot.services import naming, reading, removing, things
from bot.services.things import Thing
from bot.views import questions
from bot.views import removals as views

cog = Cog("removing")

OFF = "off"
"""What is said after a number to undo a lock or a duplicate."""


@cog.command("remove", public=True, moderators=True)
def remove(call: Call, words: str) -> Answer:
    """``/remove 12 reason``, ``/remove 12 guy 2 reason``, or in reply to a message."""
    return _command(call, "remove", words)


@cog.command("restore", public=True, moderators=True)
def restore(call: Call, words: str) -> Answer:
    """``/restore 12``, ``/restore 12 guy 2``, or in reply to a message."""
    return _command(call, "restore", words)


@cog.command("lock", public=True, moderators=True)
def lock(call: Call, words: str) -> Answer:
    """``/lock 12``; once more, or ``/lock 12 off``, unlocks."""
    return _command(call, "lock", words)


@cog.command("duplicate", public=True, moderators=True)
def duplicate(call: Call, words: str) -> Answer:
    """``/duplicate 12 7``; ``/duplicate 12 off`` takes that back."""
    return _command(call, "duplicate", words)


@cog.suggests("remove")
@cog.suggests("lock")
@cog.suggests("duplicate")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """Questions to choose from while the number is typed."""
    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near()))


@cog.pressed("moderate")
def moderate(call: Call, do: str, what: str, subject: int, rest: str = "") -> Answer:
    """The same by a button: one of several things with the same name, or undoing what was just done."""
    thing = things.find(call.tx, what, subject)
    if thing is None or do not in ("remove", "restore", "lock", "duplicate"):
        raise Refused("button-old")
    call.must_moderate(things.community(call.tx, thing))
    shown = _done(call, do, thing, rest)
    if do == "restore" and call.where.place is not None:
        return Toast(call.words("case-restored"))  # under a case, which says so by itself
    return shown


def _command(call: Call, do: str, words: str) -> Answer:
    meant = naming.thing(call.tx, call.caller, words, call.where, call.words)
    fit = [each for each in meant if _fits(call, do, each.thing)] or meant
    if len(fit) > 1:
        return views.which(call.words, fit, do)
    return _done(call, do, fit[0].thing, fit[0].rest)


def _fits(call: Call, do: str, thing: Thing) -> bool:
    """Whether it can be meant, where a number is there in several communities."""
    gone = not things.stands(thing)
    return gone and call.tx.removals.of(things.kind(thing), thing.id) is not None if do == "restore" else not gone


def _done(call: Call, do: str, thing: Thing, rest: str) -> Answer:
    tx, caller, question = call.tx, call.caller, things.question(call.tx, thing)
    community = tx.communities.get(question.community_id)
    if do == "remove":
        removing.remove(tx, caller, thing, rest)
        return views.removed(call.words, community, question, thing)
    if do == "restore":
        removing.restore(tx, caller, thing)
        return views.restored(call.words, community, question, thing)
    off = rest.strip().casefold() == OFF
    if do == "lock":
        return views.locked(call.words, removing.lock(tx, caller, question, locked=False if off else None))
    if off:
        return views.distinct(call.words, removing.duplicate(tx, caller, question, None))
    twin = _twin(call, question, rest)
    return views.duplicate(call.words, removing.duplicate(tx, caller, question, twin), twin)


def _twin(call: Call, question: Question, rest: str) -> Question:
    """The question whose number stands in ``rest``, in the same community."""
    number = rest.strip().removeprefix("#")
    if not (number.isascii() and number.isdigit() and len(number) <= reading.NUMBER_DIGITS):
        raise Refused("duplicate-of-what")
    found = call.tx.questions.numbered(question.community_id, int(number))
    if found is None or not found.public:
        raise Refused("no-such-number", number=int(number))
    return found
