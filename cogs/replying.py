"""Replying: natively to a notice or a message of a thread, or by the button "Reply"."""

from dataclasses import dataclass

from bot.cards import Card, Say
from bot.cog import Answer, Begin, Call, Cog, Form, Pass, paragraph
from bot.domain.errors import Refused
from bot.domain.limits import OPINION_MAX
from bot.domain.opinions import Opinion, OpinionId, clean_text
from bot.domain.people import Face
from bot.domain.questions import Status
from bot.domain.threads import Reply, ReplyId, Role
from bot.services import replying
from bot.views import names

cog = Cog("replying")


@dataclass(frozen=True)
class Write(Form):
    """A reply from the private chat. Its subject is an opinion, or the reply that is answered."""

    text: str = paragraph(clean_text, OPINION_MAX)


@cog.pressed("reply")
def begin(call: Call, opinion: int) -> Answer:
    """ "Reply" under the notice of an opinion."""
    _must_stand(call, opinion)
    return Begin(Write, subject=opinion)


@cog.pressed("replyto")
def begin_to_reply(call: Call, reply: int) -> Answer:
    """ "Reply" under the notice of a reply."""
    found = call.tx.replies.get(ReplyId(reply))
    if found is None or found.removed:
        raise Refused("nothing-there")
    return Begin(Write, subject=reply)


def _must_stand(call: Call, opinion: int) -> None:
    found = call.tx.opinions.get(OpinionId(opinion))
    if found is None or found.removed:
        raise Refused("opinion-gone")


@cog.submitted(Write)
def send(call: Call, filled: Write) -> Answer:
    """Passes the reply on."""
    form = call.tx.forms.get(call.form) if call.form is not None else None
    if form is None or form.subject is None:
        raise Refused("form-gone")
    answered = call.tx.replies.get(ReplyId(form.subject))
    opinion = call.tx.opinions.get(answered.opinion_id if answered else OpinionId(form.subject))
    if opinion is None:
        raise Refused("opinion-gone")
    named = opinion.place_id is None and call.caller.face_of(opinion.author) is Face.OPEN
    reply = replying.in_private(
        call.tx,
        call.caller,
        opinion,
        answered.id if answered else None,
        filled.text,
        call.sources.get("text"),
        Face.OPEN if named else Face.HIDDEN,
    )
    return _passed_on(call, reply)


@cog.said
def reply(call: Call, text: str | None) -> Answer:
    """A message that natively replies to something the bot knows."""
    where = call.where
    if where.answers is None or where.message is None:
        return Pass()
    if where.place is None:
        return _from_private(call, text, where.answers, where.message)
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


def _from_private(call: Call, text: str | None, answers: str, message: str) -> Answer:
    for face in Face:
        person = call.caller.found(face)
        receipt = call.tx.receipts.at(person, answers) if person is not None else None
        found = replying.thread_of(call.tx, receipt) if receipt else None
        if person is None or found is None:
            continue
        if text is None:
            raise Refused("text-only")
        if call.tx.receipts.at(person, message) is not None:
            return None
        return _passed_on(call, replying.in_private(call.tx, call.caller, *found, text, message, face))
    return Pass()


def _passed_on(call: Call, reply: Reply) -> Card:
    question = call.tx.questions.get(reply.question_id)
    if reply.role is Role.ASKER or question is None:
        return Card((Say(call.words("passed-on-asker")),), instead=True)
    community = call.tx.communities.get(question.community_id)
    return Card((Say(call.words("passed-on", name=names.author(call.words, community, reply.by))),), instead=True)
