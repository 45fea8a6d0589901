"""Replying: natively to a notice or a message of a thread, by the button "Reply", or unseen from within a thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import Button, Card, Part, Say, Style
from bot.cog import Answer, Begin, Call, Cog, Form, Pass, kept, paragraph
from bot.domain.errors import Refused
from bot.domain.limits import OPINION_MAX
from bot.domain.opinions import Opinion, OpinionId, clean_text
from bot.domain.people import Face
from bot.domain.questions import Status, must_be_open
from bot.domain.threads import Reply, ReplyId, Role
from bot.ports.records import OpenForm
from bot.ports.store import Tx
from bot.services import permitting, replying, reviewing, revising, telltales
from bot.views import forms, names
from bot.views import reviewing as reviews
from bot.words import Words

cog = Cog("replying")


@dataclass(frozen=True)
class Write(Form):
    """A reply from the private chat. Its subject is an opinion, or the reply that is answered.

    ``face`` is the one that the notice was addressed to: as whom somebody is spoken to, so they speak. ``telltales``
    keeps what in it could give away whoever speaks without their name.
    """

    face: str = kept()
    text: str = paragraph(clean_text, OPINION_MAX)
    telltales: str = kept()

    @classmethod
    def looked_over(cls, call: Call, form: OpenForm, *, shown: bool) -> Mapping[str, str]:
        """What in it could give the writer away, unless it goes under their name."""
        hidden = form.filled.get("face") != Face.OPEN
        found = telltales.found(call.caller, form.filled.get("text", "")) if hidden else []
        return {"telltales": telltales.kept(found) if found or shown else ""}

    @classmethod
    def preview(cls, tx: Tx, words: Words, form: OpenForm) -> Card | None:
        """A warning, where there is something to warn of."""
        found = form.filled.get("telltales", "")
        return forms.warned(words, form, form.filled["text"], telltales.shown(found)) if found else None

    @classmethod
    def note(cls, tx: Tx, words: Words, form: OpenForm) -> str:
        """As whom the reply will stand."""
        face = form.filled.get("face")
        if face == Face.OPEN:
            return words("form-write-as-open")
        return words("form-write-as-asker" if face == Face.ASKING else "form-write-as-hidden")


@cog.pressed("reply")
def begin(call: Call, subject: int, face: str = "") -> Answer:
    """ "Reply" under a notice of an opinion or a reply. ``face`` is there where the message itself does not tell."""
    if face not in ("", *Face):
        raise Refused("button-old")
    reply, opinion = _answered(call.tx, subject)
    return _begin(call, opinion, reply, Face(face) if face else _addressed(call))


@cog.command("reply")
def by_command(call: Call, words: str) -> Answer:
    """``/reply`` in answer to a notice; or, where a platform lets people act in a thread unseen, to a message there.

    What begins in a thread is said by the hidden face, whatever the person has said there under their name.
    """
    meant = _meant_in_place(call) if call.where.near is not None else _meant_in_private(call)
    if meant is None:
        raise Refused("reply-what")
    face, opinion, to = meant
    if words.strip():
        return _passed_on(call, replying.in_private(call.tx, call.caller, opinion, to, words, None, face))
    return _begin(call, opinion, call.tx.replies.get(to) if to is not None else None, face)


def _begin(call: Call, opinion: Opinion | None, to: Reply | None, face: Face) -> Answer:
    """The form for a reply, unless it could not be passed on anyway."""
    if opinion is None or opinion.removed or (to is not None and to.removed):
        raise Refused("reply-gone")
    question = must_be_open(call.tx.questions.get(opinion.question_id))
    permitting.must_be_free(call.tx, call.caller, question.community_id, in_public=False)
    return Begin(Write, subject=to.id if to is not None else opinion.id, preset={"face": face})


_Meant = tuple[Face, Opinion, ReplyId | None]
"""Who speaks, in the thread of which opinion, and to which reply."""


def _meant_in_place(call: Call) -> _Meant | None:
    """What stands in a message of a thread nearby."""
    place = call.tx.communities.place_at(call.where.platform, call.where.near or "")
    receipt = call.tx.receipts.at(place.id, call.where.answers) if place and call.where.answers else None
    found = replying.thread_of(call.tx, receipt) if receipt else None
    if place is None or found is None:
        return None
    question = call.tx.questions.get(found[0].question_id)
    mine = call.caller.face_of(question.asker) if question is not None else None
    if mine is None:
        call.tx.people.belong(call.caller.hidden, place.community_id)
    return mine or Face.HIDDEN, *found


def _meant_in_private(call: Call) -> _Meant | None:
    """What a message of the private chat told, and the face it was addressed to.

    What the inbox showed stands in no receipt: the button it carries tells.
    """
    answers = call.where.answers
    for face in Face:
        person = call.caller.found(face)
        receipt = call.tx.receipts.at(person, answers) if person is not None and answers is not None else None
        found = replying.thread_of(call.tx, receipt) if receipt else None
        if found is not None:
            return face, *found
    action, *args = call.where.quoted or ("",)
    if (
        action != "reply"
        or len(args) != 2
        or not (args[0].isdecimal() and len(args[0]) < 19)
        or args[1] not in (*Face,)
    ):
        return None
    reply, opinion = _answered(call.tx, int(args[0]))
    return (Face(args[1]), opinion, reply.id if reply else None) if opinion is not None else None


def _answered(tx: Tx, subject: int) -> tuple[Reply | None, Opinion | None]:
    """The reply that is answered, if it is one, and the opinion in whose thread that is."""
    reply = tx.replies.get(ReplyId(subject))
    return reply, tx.opinions.get(reply.opinion_id if reply else OpinionId(subject))


def _addressed(call: Call) -> Face:
    """The face that the notice whose button was pressed was addressed to."""
    message = call.where.message
    for face in Face:
        person = call.caller.found(face)
        if person is not None and message is not None and call.tx.receipts.at(person, message) is not None:
            return face
    return Face.HIDDEN


@cog.submitted(Write)
def send(call: Call, filled: Write) -> Answer:
    """Passes the reply on."""
    form = call.tx.forms.get(call.form) if call.form is not None else None
    reply, opinion = _answered(call.tx, form.subject or 0) if form else (None, None)
    if opinion is None:
        raise Refused("opinion-gone")
    source, to = call.sources.get("text"), reply.id if reply else None
    passed = replying.in_private(call.tx, call.caller, opinion, to, filled.text, source, Face(filled.face))
    return _passed_on(call, passed, warned=True)


@cog.said
def reply(call: Call, text: str | None) -> Answer:
    """A message that natively replies to something the bot knows."""
    where = call.where
    if where.answers is None or where.message is None:
        return Pass()
    if where.place is None:
        return _from_private(call, text, where.message)
    place = call.tx.communities.place_at(where.platform, where.place)
    receipt = call.tx.receipts.at(place.id, where.answers) if place else None
    found = replying.thread_of(call.tx, receipt) if receipt else None
    if place is None or found is None or text is None or _taken_back(call, found[0]):
        return Pass()
    replying.in_place(call.tx, call.caller, *found, text, place, where.message)
    return None


def _taken_back(call: Call, opinion: Opinion) -> bool:
    """Whether people talk on under a question that was taken back; that is none of ours any more."""
    question = call.tx.questions.get(opinion.question_id)
    return question is None or question.status is Status.REMOVED


def _from_private(call: Call, text: str | None, message: str) -> Answer:
    meant = _meant_in_private(call)
    if meant is None:
        return Pass()
    face, opinion, to = meant
    if text is None:
        raise Refused("text-only")
    person = call.caller.found(face)
    if person is not None and call.tx.receipts.at(person, message) is not None:
        return None
    return _passed_on(call, replying.in_private(call.tx, call.caller, opinion, to, text, message, face))


def _passed_on(call: Call, reply: Reply, *, warned: bool = False) -> Card:
    """Says so. Who could not be ``warned`` before is warned now of what could give them away, and may take it back."""
    told = reviewing.told(call.tx, reply)
    said: list[Part] = [] if told is not None and told[0].held else [Say(_as_whom(call, reply))]
    said += reviews.waits(call.words, *told).parts if told is not None else ()
    found = telltales.found(call.caller, reply.text) if reply.by.name is None and not warned else []
    if not found:
        return Card(tuple(said), instead=True)
    take_back = Button(call.words("button-take-back"), "unsay", (reply.id,), Style.DANGER)
    return Card((*said, Say(forms.telling(call.words, found))), ((take_back,),), instead=True)


def _as_whom(call: Call, reply: Reply) -> str:
    question = call.tx.questions.get(reply.question_id)
    if question is None or reply.role is not Role.MEMBER:
        return call.words("passed-on-author" if reply.role is Role.AUTHOR else "passed-on-asker")
    community = call.tx.communities.get(question.community_id)
    return call.words("passed-on", name=names.author(call.words, community, reply.by))


@cog.pressed("unsay")
def unsay(call: Call, reply: int) -> Answer:
    """Takes a reply back that could give its author away."""
    found = call.tx.replies.get(ReplyId(reply))
    revising.take_back_thing(call.tx, call.caller, found, in_public=call.where.place is not None)
    return Card((Say(call.words("taken-back")),), instead=True)
