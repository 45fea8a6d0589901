"""Updates: an asker adds something to their question, and takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.communities import Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.limits import UPDATES_PAGE
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, QuestionId, Status, must_stand
from bot.domain.updates import Update, UpdateId, clean_update, must_take_updates
from bot.ports.store import Tx
from bot.services import asking, cases, news, permitting, reading, removing, reviewing


@dataclass(frozen=True, slots=True)
class Updated:
    """One page of what was added to a question, the newest first. ``older``: where the next page begins."""

    question: Question
    updates: Sequence[Update]
    older: UpdateId | None


def must_be_possible(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """The caller's question, if something can be added to it. It makes no face known."""
    found = asking.mine_or_gone(tx, caller, question)
    permitting.must_be_free(tx, caller, found.community_id, in_public=False)
    must_take_updates(found, len(tx.updates.all(found.id)))
    return found


def own(tx: Tx, caller: Caller, words: str, near: CommunityId | None) -> list[tuple[Community, Question]]:
    """The caller's questions that "12" can mean; without a number all that take updates, the newest first.

    Never nothing: refuses who has asked nothing, and a number that is not theirs.
    """
    asker = caller.found(Face.ASKING)
    if words.strip():
        found = reading.numbered(tx, caller, words, near)
        mine = [(community, question) for community, question in found if question.asker == asker]
        if not mine:
            raise Refused("update-not-yours", number=found[0][1].number)
        return mine
    asked = tx.keeping.questions(asker) if asker is not None else []
    standing = [each for each in asked if each.status not in (Status.REMOVED, Status.HELD) and not each.is_take][::-1]
    if not standing:
        raise Refused("update-of-nothing")
    return [(tx.communities.get(each.community_id), each) for each in standing]


def add(tx: Tx, caller: Caller, question: QuestionId, text: str) -> Update:
    """Adds it, or has it wait for a moderator."""
    found = must_be_possible(tx, caller, question)
    asking.own(tx, caller, question)
    finding = reviewing.updated(tx, caller, found, clean_update(text))
    update = tx.updates.add(found.id, clean_update(text), held=finding.held)
    if not finding.held:
        news.update_given(tx, found, update)
    reviewing.take_in(tx, update, finding, tell=False)
    return update


def take_back(tx: Tx, caller: Caller, update: UpdateId) -> Update:
    """Its author takes it back, everywhere; also one that waits, or that moderators removed."""
    found = tx.updates.get(update)
    if found is None or caller.found(Face.ASKING) != found.author:
        raise Refused("nothing-there")
    if removing.forget(tx, found):
        return found
    if found.removed and not found.held:
        raise Refused("nothing-there")
    tx.updates.remove(found.id)
    if found.held:
        cases.withdraw(tx, found)
        return found
    question = tx.questions.get(found.question_id)
    if question is not None and question.status is not Status.REMOVED:
        news.update_changed(tx, question, found)
    return found


def page(tx: Tx, question: QuestionId, before: UpdateId | None) -> Updated:
    """What was added to a question, from the newest, or from those before one."""
    found = must_stand(tx.questions.get(question))
    updates = tx.updates.latest(found.id, UPDATES_PAGE + 1, before)
    shown = updates[:UPDATES_PAGE]
    return Updated(found, shown, shown[-1].id if len(updates) > UPDATES_PAGE else None)
