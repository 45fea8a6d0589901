"""Notifying: somebody says how they want to be told of what happens, in all and of single questions."""

from bot.cards import Toast
from bot.cog import Answer, Call, Cog
from bot.domain.errors import Refused
from bot.domain.notifications import Mode
from bot.domain.people import Face, PersonId
from bot.domain.questions import Question, QuestionId
from bot.services import notifications, nudging, reading
from bot.views import notifications as views
from bot.views import questions

cog = Cog("notifying")


@cog.command("notifications")
def begin(call: Call, words: str) -> Answer:
    """``/notifications``, or ``/notifications 12`` about one question."""
    if not words.strip():
        return _card(call, None)
    found = reading.numbered(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, "notifications")
    return _about(call, found[0][1])


@cog.pressed("notifications", reads=True)
def show(call: Call, question: int = 0, face: str = "") -> Answer:
    """The same by a button, about one question or one face."""
    return _about(call, _question(call, question)) if question else _card(call, face)


@cog.suggests("notifications")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """Questions, while the number is typed."""
    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near()))


@cog.pressed("notify")
def notify(call: Call, mode: str, face: str) -> Answer:
    """One of the modes, for one face."""
    if mode not in (*Mode,):
        raise Refused("button-old")
    notifications.set_mode(call.tx, _person(call, face), Mode(mode))
    return _card(call, face)


@cog.pressed("hush")
def mute(call: Call, question: int, face: str = "", shown: str = "") -> Answer:
    """Nothing more of this question. ``shown`` is the card that the button stood on, if it was no notice."""
    return _muted(call, question, face, shown, muted=True)


@cog.pressed("unmute")
def unmute(call: Call, question: int, face: str, shown: str = "") -> Answer:
    """They want to hear of it again."""
    return _muted(call, question, face, shown, muted=False)


def _muted(call: Call, question: int, face: str, shown: str, *, muted: bool) -> Answer:
    found = _question(call, question)
    notifications.mute(call.tx, _person(call, face) if face else _addressed(call), found, muted=muted)
    if shown == "about":
        return _about(call, found)
    return _card(call, face) if shown else Toast(views.muted(call.words, found, now=muted))


def _person(call: Call, face: str) -> PersonId:
    person = call.caller.found(Face(face)) if face in (*Face,) else None
    if person is None:
        raise Refused("button-old")
    return person


def _addressed(call: Call) -> PersonId:
    """The face that the notice whose button was pressed was addressed to."""
    message = call.where.message
    for person in notifications.faces(call.caller).values():
        if message is not None and call.tx.receipts.at(person, message) is not None:
            return person
    raise Refused("button-old")


def _question(call: Call, question: int) -> Question:
    found = call.tx.questions.get(QuestionId(question))
    if found is None or not notifications.may_know(call.caller, found):
        raise Refused("question-gone")
    return found


def _card(call: Call, face: str | None) -> Answer:
    wanted = {each: call.tx.notifications.of(person) for each, person in notifications.faces(call.caller).items()}
    if not wanted:
        return views.nobody(call.words, _nudged(call))
    shown = next((each for each in wanted if each == face), next(iter(wanted)))
    known = [found for each in wanted[shown].muted if (found := call.tx.questions.get(each)) is not None]
    muted = [each for each in known if notifications.may_know(call.caller, each)]
    return views.wishes(call.words, wanted, shown, muted, _nudged(call))


def _nudged(call: Call) -> views.Nudged | None:
    """None where it would first have to be said which community is meant: `/unanswered` asks that."""
    wanted, near = nudging.wanted(call.tx, call.caller), call.near()
    if near is not None:
        return views.Nudged(wanted, near)
    among = reading.communities_of(call.tx, call.caller)
    if len(among) == 1:
        return views.Nudged(wanted, among[0].id)
    hidden = call.caller.found(Face.HIDDEN)
    seen = hidden is not None and call.tx.people.communities(hidden)
    return views.Nudged(wanted, 0) if wanted or seen else None


def _about(call: Call, question: Question) -> Answer:
    """By each face that can have to do with it."""
    own = question.asker == call.caller.found(Face.ASKING)
    known = notifications.faces(call.caller).items()
    wanted = {face: call.tx.notifications.of(person) for face, person in known if own or face is not Face.ASKING}
    return views.about(call.words, question, wanted) if wanted else views.nobody(call.words)
