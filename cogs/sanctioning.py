"""Sanctioning: warn, mute, ban whoever wrote something, and lift it; nobody learns who that is, and they can object.

In a group a command does what it says at once; in private, and by a button, the reason is asked for first.
"""

from dataclasses import dataclass

from bot.cog import Answer, Begin, Call, Cog, Form, choice, kept, paragraph
from bot.domain.communities import CommunityId, PlaceKind
from bot.domain.errors import Refused
from bot.domain.sanctions import DAY, HOUR, REASON_MAX, Kind, SanctionId, clean_reason
from bot.ports.records import OpenForm
from bot.ports.store import Tx
from bot.services import naming, reading, sanctions, things
from bot.services.things import Thing
from bot.views import questions
from bot.views import sanctions as views
from bot.words import Words

cog = Cog("sanctioning")

HISTORY, LIFT = "sanctions", "unban"
"""What a command can be about besides the kinds of sanctions."""
PAGE = 8


def lengths(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """How long a mute can last, where the command did not say; the ladder's length comes first."""
    if form.filled.get("kind") != Kind.MUTE or form.filled.get("given"):
        return []
    among = dict.fromkeys([int(form.filled.get("proposed") or DAY), HOUR, DAY, 7 * DAY, 30 * DAY])
    return [(str(each), words("lasts", hours=each // HOUR, days=each // DAY)) for each in among]


@dataclass(frozen=True)
class Sanctioning(Form):
    """Why, and for a mute how long. Its subject is the thing on whose author it is put, ``what`` the thing's kind."""

    kind: str = kept()
    what: str = kept()
    given: str = kept()
    proposed: str = kept()
    lasts: str = choice(lengths)
    reason: str = paragraph(clean_reason, REASON_MAX, optional=True)

    @classmethod
    def note(cls, tx: Tx, words: Words, form: OpenForm) -> str | None:
        """On whom, and what."""
        thing = things.find(tx, form.filled.get("what", ""), form.subject or 0)
        if thing is None:
            return None
        return words("form-sanctioning-note", who=_whom(tx, words, thing), kind=form.filled.get("kind", ""))


# ---- commands


@cog.command("warn", public=True, moderators=True)
def warn(call: Call, words: str) -> Answer:
    """``/warn 12 reason``."""
    return _command(call, Kind.WARN, words)


@cog.command("mute", public=True, moderators=True)
def mute(call: Call, words: str) -> Answer:
    """``/mute 12 24h reason``."""
    return _command(call, Kind.MUTE, words)


@cog.command("ban", public=True, moderators=True)
def ban(call: Call, words: str) -> Answer:
    """``/ban 12 reason``, or with a time like a mute."""
    return _command(call, Kind.BAN, words)


@cog.command("unban", public=True, moderators=True)
def unban(call: Call, words: str) -> Answer:
    """``/unban 12``: lifts mutes too."""
    return _command(call, LIFT, words)


@cog.command("note", public=True, moderators=True)
def note(call: Call, words: str) -> Answer:
    """``/note 12 words``: a remark for other moderators."""
    return _command(call, Kind.NOTE, words)


@cog.command("sanctions", public=True, moderators=True)
def show(call: Call, words: str) -> Answer:
    """``/sanctions 12``: what was put on its author; without a number, everything in the community."""
    if words.strip() or call.where.answers is not None:
        return _command(call, HISTORY, words)
    mine = naming.moderated(call.tx, call.caller, call.where)
    if len(mine) > 1:
        return views.where(call.words, mine)
    return _latest(call, mine[0].id, 0)


@cog.suggests("warn")
@cog.suggests("mute")
@cog.suggests("ban")
@cog.suggests("unban")
@cog.suggests("note")
@cog.suggests("sanctions")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """Questions to choose from while the number is typed."""
    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near()))


def _command(call: Call, do: str, words: str) -> Answer:
    meant = naming.thing(call.tx, call.caller, words, call.where, call.words)
    if len(meant) > 1:
        return views.which(call.words, meant, do)
    return _done(call, do, meant[0].thing, meant[0].rest)


def _done(call: Call, do: str, thing: Thing, rest: str) -> Answer:
    if do == HISTORY:
        return _history(call, thing)
    if do == LIFT:
        return _lift(call, thing, clean_reason(rest))
    kind = Kind(do)
    lasts, reason = sanctions.split(kind, rest)
    if kind is Kind.NOTE and not reason:
        raise Refused("note-empty")
    if not reason and call.where.place is None:
        return _ask(call, kind, thing, lasts)
    return _impose(call, kind, thing, clean_reason(reason), lasts)


# ---- what they do


def _ask(call: Call, kind: Kind, thing: Thing, lasts: int | None) -> Answer:
    step = sanctions.next_step(call.tx, call.traces_of, thing)
    preset = {
        "kind": kind.value,
        "what": things.kind(thing).value,
        "given": "" if lasts is None else str(lasts),
        "proposed": str(step.lasts or "") if step.kind is Kind.MUTE else "",
    }
    return Begin(Sanctioning, subject=thing.id, preset=preset)


def _impose(call: Call, kind: Kind, thing: Thing, reason: str, lasts: int | None) -> Answer:
    sanction = sanctions.impose(call.tx, call.caller.name, thing, call.traces_of, kind, reason=reason, lasts=lasts)
    return views.done(call.words, _whom(call.tx, call.words, thing), sanction, aloud=_among_moderators(call))


def _lift(call: Call, thing: Thing, reason: str) -> Answer:
    sanctions.lift(call.tx, call.caller.name, thing, call.traces_of, reason=reason)
    return views.lifted(call.words, _whom(call.tx, call.words, thing), aloud=_among_moderators(call))


def _history(call: Call, thing: Thing) -> Answer:
    past = sanctions.history(call.tx, call.traces_of, thing)
    step = sanctions.next_step(call.tx, call.traces_of, thing)
    who = _whom(call.tx, call.words, thing)
    return views.history(call.words, who, thing, past, step, call.tx.now, aloud=_among_moderators(call))


def _latest(call: Call, community: CommunityId, offset: int) -> Answer:
    found, more = sanctions.latest(call.tx, community, offset, PAGE)
    shown = [(sanction, things.question(call.tx, thing), thing) for sanction, thing in found]
    turn = (offset, offset + PAGE if more else None)
    return views.latest(call.words, call.tx.communities.get(community), shown, turn, call.tx.now)


# ---- buttons and forms of moderators


@cog.pressed("sanction", link=True)
def begin(call: Call, do: str, what: str, subject: int) -> Answer:
    """ "Warn", "Mute", "Ban" under a case or a history. It can be opened by a link, because it asks first."""
    thing = _mine(call, what, subject)
    if do in (Kind.WARN, Kind.MUTE, Kind.BAN):
        return _ask(call, Kind(do), thing, None)
    if do == Kind.NOTE:
        raise Refused("note-empty")
    return _history(call, thing)


@cog.submitted(Sanctioning)
def put(call: Call, filled: Sanctioning) -> Answer:
    """The reason is there, or was left out."""
    form = call.tx.forms.get(call.form) if call.form is not None else None
    thing = _mine(call, filled.what, (form.subject if form else None) or 0)
    if filled.kind not in (Kind.WARN, Kind.MUTE, Kind.BAN):
        raise Refused("button-old")
    lasts = filled.given or filled.lasts
    return _impose(call, Kind(filled.kind), thing, filled.reason, int(lasts) if lasts else None)


@cog.pressed("unban")
def lift_all(call: Call, what: str, subject: int) -> Answer:
    """ "Lift" under a history."""
    return _lift(call, _mine(call, what, subject), "")


@cog.pressed("lift")
def lift(call: Call, sanction: int) -> Answer:
    """ "Lift" under an objection."""
    found = call.tx.sanctions.get(SanctionId(sanction))
    if found is None:
        raise Refused("nothing-there")
    call.must_moderate(found.community_id)
    lifted = sanctions.lift_one(call.tx, call.caller.name, found)
    thing = things.find(call.tx, lifted.what, lifted.subject)
    if thing is None:
        raise Refused("nothing-there")
    question = things.question(call.tx, thing)
    community = call.tx.communities.get(found.community_id)
    return views.objection(call.words, community, question, thing, lifted)


@cog.pressed("sanctions")
def turn(call: Call, community: int, offset: int) -> Answer:
    """Another page of all sanctions."""
    call.must_moderate(CommunityId(community))
    return _latest(call, CommunityId(community), offset)


# ---- small things


def _mine(call: Call, what: str, subject: int) -> Thing:
    thing = things.find(call.tx, what, subject)
    if thing is None:
        raise Refused("nothing-there")
    call.must_moderate(things.community(call.tx, thing))
    return thing


def _whom(tx: Tx, words: Words, thing: Thing) -> str:
    question = things.question(tx, thing)
    return views.whom(words, tx.communities.get(question.community_id), question, thing)


def _among_moderators(call: Call) -> bool:
    """Whether only moderators are there, so that the answer may stand where the command was given."""
    where = call.where
    place = call.tx.communities.place_at(where.platform, where.place) if where.place is not None else None
    return place is not None and place.kind is PlaceKind.MODERATORS
