"""Revising: what somebody wrote now reads otherwise, or is taken back. Copies and notices everywhere follow."""

from bot.domain.errors import Refused
from bot.domain.opinions import Opinion, OpinionId, PassageId, clean_text
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, Status
from bot.domain.threads import Reply, ReplyId
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.services import announcing


def edit(tx: Tx, receipt: Receipt, text: str) -> bool:
    """The message of ``receipt``, written by a person, now says ``text``. False if that changes nothing here."""
    if receipt.ours:
        return False
    if receipt.what is What.PASSAGE:
        return _edit_passage(tx, PassageId(receipt.subject), clean_text(text))
    if receipt.what is What.REPLY:
        return _edit_reply(tx, ReplyId(receipt.subject), clean_text(text))
    return False


def _edit_passage(tx: Tx, passage_id: PassageId, text: str) -> bool:
    passage = tx.opinions.passage(passage_id)
    opinion = tx.opinions.get(passage.opinion_id) if passage else None
    if passage is None or opinion is None or opinion.removed or passage.text == text:
        return False
    question = _standing(tx, opinion)
    if question is None:
        return False
    tx.opinions.set_passage(passage.id, text)
    announcing.opinion_changed(tx, question, opinion)
    return True


def _edit_reply(tx: Tx, reply_id: ReplyId, text: str) -> bool:
    reply = tx.replies.get(reply_id)
    if reply is None or reply.removed or reply.text == text:
        return False
    question = _standing(tx, reply)
    if question is None:
        return False
    tx.replies.set_text(reply.id, text)
    announcing.reply_changed(tx, question, reply)
    return True


def take_back(tx: Tx, caller: Caller, receipt: Receipt, *, in_public: bool, gone: bool = False) -> Opinion | Reply:
    """Takes back the opinion or reply that a message is (part of). Only its author may.

    What somebody wrote anonymously they can take back in private only: done in public it would show who they are.
    ``gone`` says that the message itself was deleted on its platform, which settles the matter.
    """
    found = _written(tx, receipt)
    if found is None or found.removed:
        raise Refused("nothing-there")
    face = caller.face_of(found.author)
    if not gone and (face is None or (in_public and face is Face.HIDDEN)):
        raise Refused("not-yours")
    question = _standing(tx, found)
    if question is None:
        raise Refused("question-gone")
    if isinstance(found, Opinion):
        tx.opinions.remove(found.id)
        announcing.opinion_changed(tx, question, found)
        announcing.question_changed(tx, question)
    else:
        tx.replies.remove(found.id)
        announcing.reply_changed(tx, question, found)
    return found


def _written(tx: Tx, receipt: Receipt) -> Opinion | Reply | None:
    if receipt.what is What.REPLY:
        return tx.replies.get(ReplyId(receipt.subject))
    if receipt.what is What.PASSAGE:
        passage = tx.opinions.passage(PassageId(receipt.subject))
        return tx.opinions.get(passage.opinion_id) if passage else None
    return tx.opinions.get(OpinionId(receipt.subject)) if receipt.what is What.OPINION else None


def _standing(tx: Tx, thing: Opinion | Reply) -> Question | None:
    question = tx.questions.get(thing.question_id)
    return question if question is not None and question.status is not Status.REMOVED else None
