"""Replying: the talk under an opinion, between people who may not know one another.

Where a reply comes from decides as whom it stands: from the asker's private chat as "Asker"; from the private chat of
somebody who answered, under the byline they answered with; in a public thread, under the writer's own name.
"""

from bot.domain.communities import Place
from bot.domain.errors import Refused
from bot.domain.opinions import Byline, Opinion, OpinionId, PassageId, clean_text
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, must_be_open
from bot.domain.threads import Reply, ReplyId, Role
from bot.ports.records import Receipt, Recipient, What
from bot.ports.store import Tx
from bot.services import announcing, categories, permitting, reviewing


def thread_of(tx: Tx, receipt: Receipt) -> tuple[Opinion, ReplyId | None] | None:
    """The opinion in whose thread a message stands, and the reply that it is, if it is one."""
    if receipt.what is What.REPLY:
        reply = tx.replies.get(ReplyId(receipt.subject))
        opinion = tx.opinions.get(reply.opinion_id) if reply else None
        return (opinion, reply.id) if opinion and reply else None
    if receipt.what is What.PASSAGE:
        passage = tx.opinions.passage(PassageId(receipt.subject))
        opinion = tx.opinions.get(passage.opinion_id) if passage else None
        return (opinion, None) if opinion else None
    if receipt.what in (What.OPINION, What.THANKS):
        opinion = tx.opinions.get(OpinionId(receipt.subject))
        return (opinion, None) if opinion else None
    return None


def in_place(
    tx: Tx, caller: Caller, opinion: Opinion, to: ReplyId | None, text: str, place: Place, message: str
) -> Reply | None:
    """Takes a native reply in a public thread. None if this message was taken already."""
    question, opinion = _open(tx, opinion)
    if tx.receipts.at(place.id, message) is not None:
        return None
    permitting.must_be_free(tx, caller, question.community_id, in_public=True)
    tx.people.belong(caller.open, place.community_id)
    by = categories.byline(tx, tx.communities.get(question.community_id), question.id, caller, Face.OPEN)
    found = reviewing.replied(tx, caller, question.community_id, caller.open, clean_text(text))
    reply = tx.replies.add(opinion, caller.open, Role.MEMBER, by, clean_text(text), to, place.id, held=found.held)
    _source(tx, place.id, reply, message)
    if not found.held:
        announcing.reply_given(tx, question, reply)
    reviewing.take_in(tx, reply, found, tell=True)
    return reply


def in_private(
    tx: Tx, caller: Caller, opinion: Opinion, to: ReplyId | None, text: str, message: str | None, face: Face
) -> Reply:
    """Takes a reply from a private chat. ``face`` is the one that the notice it answers was addressed to."""
    question, opinion = _open(tx, opinion)
    permitting.must_be_free(tx, caller, question.community_id, in_public=False)
    if face is Face.ASKING and caller.found(face) != question.asker:
        face = Face.HIDDEN  # whoever speaks about somebody else's question is no asker there
    author = caller.as_(face)
    if author == question.asker and question.name is None:
        role, by = Role.AUTHOR if question.is_take else Role.ASKER, Byline(None, None, None)
    else:
        community = tx.communities.get(question.community_id)
        role, by = Role.MEMBER, categories.byline(tx, community, question.id, caller, face)
    found = reviewing.replied(tx, caller, question.community_id, author, clean_text(text))
    reply = tx.replies.add(opinion, author, role, by, clean_text(text), to, None, held=found.held)
    if message is not None:
        _source(tx, author, reply, message)
    if not found.held:
        announcing.reply_given(tx, question, reply)
    reviewing.take_in(tx, reply, found, tell=False)
    return reply


def _open(tx: Tx, opinion: Opinion) -> tuple[Question, Opinion]:
    if opinion.removed:
        raise Refused("opinion-gone")
    return must_be_open(tx.questions.get(opinion.question_id)), opinion


def _source(tx: Tx, recipient: Recipient, reply: Reply, message: str) -> None:
    tx.receipts.add(Receipt(recipient, What.REPLY, reply.id, message, None, 0, ours=False, at=tx.now))
