"""Revising: what somebody wrote now reads otherwise, or is taken back. Copies and notices everywhere follow."""

from bot.domain.errors import Refused
from bot.domain.opinions import Opinion, OpinionId, PassageId, clean_text
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, Status
from bot.domain.threads import Reply, ReplyId
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.services import announcing, cases, permitting, removing, reviewing, things


def edit(tx: Tx, caller: Caller, receipt: Receipt, text: str, *, in_public: bool) -> bool:
    """The message of ``receipt``, written by the caller, now says ``text``. False if that changes nothing here."""
    written = None if receipt.ours else _written(tx, receipt)
    if written is None:
        return False
    permitting.must_be_free(tx, caller, things.community(tx, written), in_public=in_public)
    if receipt.what is What.PASSAGE:
        return _edit_passage(tx, PassageId(receipt.subject), clean_text(text))
    if receipt.what is What.REPLY:
        return _edit_reply(tx, ReplyId(receipt.subject), clean_text(text))
    return False


def _edit_passage(tx: Tx, passage_id: PassageId, text: str) -> bool:
    passage = tx.opinions.passage(passage_id)
    opinion = tx.opinions.get(passage.opinion_id) if passage else None
    if passage is None or opinion is None or not _is_there(opinion) or passage.text == text:
        return False
    question = _standing(tx, opinion)
    if question is None:
        return False
    tx.opinions.set_passage(passage.id, text)
    found = reviewing.edited(tx, question.community_id, text)
    if not (found.held or opinion.held):
        announcing.opinion_changed(tx, question, opinion)
    reviewing.take_in(tx, opinion, found, tell=True)
    return True


def _edit_reply(tx: Tx, reply_id: ReplyId, text: str) -> bool:
    reply = tx.replies.get(reply_id)
    if reply is None or not _is_there(reply) or reply.text == text:
        return False
    question = _standing(tx, reply)
    if question is None:
        return False
    tx.replies.set_text(reply.id, text)
    found = reviewing.edited(tx, question.community_id, text)
    if not (found.held or reply.held):
        announcing.reply_changed(tx, question, reply)
    reviewing.take_in(tx, reply, found, tell=True)
    return True


def take_back(tx: Tx, caller: Caller, receipt: Receipt, *, in_public: bool, gone: bool = False) -> Opinion | Reply:
    """Takes back the opinion or reply that a message is (part of). Only its author may.

    What somebody wrote anonymously they can take back in private only: done in public it would show who they are.
    ``gone`` says that the message itself was deleted on its platform, which settles the matter. What moderators had
    removed can't be restored any more after that.
    """
    return take_back_thing(tx, caller, _written(tx, receipt), in_public=in_public, gone=gone)


def take_back_thing(
    tx: Tx, caller: Caller, found: Opinion | Reply | None, *, in_public: bool, gone: bool = False
) -> Opinion | Reply:
    """The same for an opinion or reply itself."""
    removed = found is not None and tx.removals.of(things.kind(found), found.id) is not None
    if found is None or not (removed or _is_there(found)):
        raise Refused("nothing-there")
    face = caller.face_of(found.author)
    if not gone and (face is None or (in_public and face is not Face.OPEN)):
        raise Refused("not-yours")
    if removed:
        removing.forget(tx, found)
        return found
    question = _standing(tx, found)
    if question is None:
        raise Refused("question-gone")
    if isinstance(found, Opinion):
        tx.opinions.remove(found.id)
    else:
        tx.replies.remove(found.id)
    if found.held:
        cases.withdraw(tx, found)
    elif isinstance(found, Opinion):
        announcing.opinion_changed(tx, question, found)
        announcing.question_changed(tx, question)
    else:
        announcing.reply_changed(tx, question, found)
    return found


def _is_there(thing: Opinion | Reply) -> bool:
    """Whether it stands, or waits to."""
    return thing.held or not thing.removed


def _written(tx: Tx, receipt: Receipt) -> Opinion | Reply | None:
    if receipt.what is What.REPLY:
        return tx.replies.get(ReplyId(receipt.subject))
    if receipt.what is What.PASSAGE:
        passage = tx.opinions.passage(PassageId(receipt.subject))
        return tx.opinions.get(passage.opinion_id) if passage else None
    return tx.opinions.get(OpinionId(receipt.subject)) if receipt.what is What.OPINION else None


def _standing(tx: Tx, thing: Opinion | Reply) -> Question | None:
    question = tx.questions.get(thing.question_id)
    if question is not None and question.status is Status.REMOVED:
        return question if tx.removals.of(What.QUESTION, question.id) else None  # it may come back, as it is then
    return question
