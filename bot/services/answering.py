"""Answering: the first message of a person on a question is their opinion, later ones are added to it."""

from bot.domain.communities import Place
from bot.domain.errors import Refused
from bot.domain.limits import NOTICE_AGAIN_MINUTES, OPINION_WHOLE
from bot.domain.opinions import Opinion, OpinionId, Passage, clean_text
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, QuestionId, must_be_open
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.services import announcing, categories, permitting, reviewing


def write(tx: Tx, caller: Caller, question: QuestionId, text: str, place: Place, message: str) -> Opinion | None:
    """Takes what the caller wrote in the thread of a question as their opinion, or a part of it.

    Returns None if this message was taken already.
    """
    asked = must_be_open(tx.questions.get(question))
    if tx.receipts.at(place.id, message) is not None:
        return None
    permitting.must_be_free(tx, caller, asked.community_id, in_public=True)
    tx.people.belong(caller.open, place.community_id)
    opinion, passage = _add(tx, asked, caller, Face.OPEN, clean_text(text), place)
    tx.receipts.add(Receipt(place.id, What.PASSAGE, passage.id, message, None, 0, ours=False, at=tx.now))
    return opinion


def answer(tx: Tx, caller: Caller, question: QuestionId, text: str, *, named: bool, source: str | None) -> Opinion:
    """Takes an opinion from the form: under the caller's name, or under an alias. The bot posts it in every place.

    ``source`` is the private message it was typed in, so that an edit of it is followed.
    """
    asked = must_be_open(tx.questions.get(question))
    if caller.face_of(asked.asker) is not None:
        raise Refused("own-question")
    permitting.must_be_free(tx, caller, asked.community_id, in_public=False)
    opinion, passage = _add(tx, asked, caller, Face.OPEN if named else Face.HIDDEN, clean_text(text), None)
    if source is not None:
        tx.receipts.add(Receipt(opinion.author, What.PASSAGE, passage.id, source, None, 0, ours=False, at=tx.now))
    return opinion


def _add(
    tx: Tx, question: Question, caller: Caller, face: Face, text: str, place: Place | None
) -> tuple[Opinion, Passage]:
    author = caller.as_(face)
    standing = tx.opinions.of(question.id, author)
    if standing is None or (standing.removed and not standing.held):
        found = reviewing.answered(tx, caller, question.community_id, author, text)
        by = categories.byline(tx, tx.communities.get(question.community_id), question.id, caller, face)
        opinion, passage = tx.opinions.add(question.id, author, by, text, place.id if place else None, held=found.held)
        if not found.held:
            announcing.opinion_given(tx, question, opinion)
        reviewing.take_in(tx, opinion, found, tell=place is not None)
        return opinion, passage
    if len(standing.text) + len(text) > OPINION_WHOLE:
        raise Refused("opinion-full", number=question.number)
    found = reviewing.added(tx, question.community_id, standing.id, text)
    passage = tx.opinions.add_passage(standing.id, text)
    if not (found.held or standing.held):
        announcing.opinion_changed(tx, question, standing, again=_noticed_long_ago(tx, question, standing.id))
    reviewing.take_in(tx, standing, found, tell=place is not None)
    return standing, passage


def _noticed_long_ago(tx: Tx, question: Question, opinion: OpinionId) -> bool:
    receipts = tx.receipts.of(question.asker, What.OPINION, opinion)
    return bool(receipts) and tx.now - receipts[-1].at > NOTICE_AGAIN_MINUTES * 60_000
