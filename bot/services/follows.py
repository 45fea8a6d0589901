"""Follows: somebody keeps up with a question, behind their hidden face, and lets it be."""

from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import Question, QuestionId, must_stand
from bot.ports.records import Receipt, RowId, What
from bot.ports.store import Tx


def follow(tx: Tx, caller: Caller, question: QuestionId) -> tuple[Question, bool]:
    """Has the caller hear of what becomes of a question; False if they do already."""
    found = must_stand(tx.questions.get(question))
    tx.people.belong(caller.hidden, found.community_id)
    return found, tx.follows.add(found.id, caller.hidden)


def unfollow(tx: Tx, caller: Caller, question: QuestionId) -> tuple[Question, bool]:
    """They hear of it no more; False if they did not. What was told stays with them."""
    found = must_stand(tx.questions.get(question))
    person = caller.found(Face.HIDDEN)
    return found, person is not None and tx.follows.drop(found.id, person)


def in_touch(tx: Tx, caller: Caller) -> bool:
    """Whether the caller and the bot have talked in private, so that news can reach them."""
    faces = [person for face in Face if (person := caller.found(face)) is not None]
    return any(tx.people.get(each).reachable and tx.keeping.messages(each) for each in faces)


def news_since(tx: Tx, person: PersonId, question: Question) -> int | None:
    """The moment up to which this person knows of a question; None for whoever does not follow it any more."""
    followed = tx.follows.get(question.id, person)
    if followed is None:
        return None
    return max([followed.since, *(each.at for each in tx.receipts.of(person, What.NEWS, question.id))])


def read_here(tx: Tx, person: PersonId, question: QuestionId, row: RowId) -> None:
    """They have read the news where they asked for it: what comes next begins there."""
    tx.receipts.drop(person, What.NEWS, question)
    tx.receipts.add(Receipt(person, What.NEWS, question, f"read:{row}", None, 0, ours=False, at=tx.now))
