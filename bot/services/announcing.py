"""Who hears of what: every service that changes something says so here, and here only rows for the outbox are made.

A question stands in every open place of its community, so a card is refreshed in all of them. What was written in one
place is carried to the others. Where the bot was put out, what belongs to the questions that stand there waits for it
to be let in again. Private notices go to the asker, to the author of an opinion that was given in
private, and to everybody who replied from their private chat.

Nobody is left out of a notice because they happen to be its author under their other face: a missing notice would
tell a thief of the database which public message is the asker's.
"""

from bot.domain.cases import Case
from bot.domain.communities import PlaceId
from bot.domain.opinions import Opinion
from bot.domain.people import PersonId
from bot.domain.questions import Question
from bot.domain.threads import Reply
from bot.ports.records import RowState, Urgency, What
from bot.ports.store import Tx


def question_posted(tx: Tx, question: Question) -> None:
    """A new question: a card for each open place, a receipt for its asker."""
    receipt(tx, question, Urgency.TAP)
    for place in _places(tx, question):
        tx.outbox.put(What.QUESTION, question.id, place, Urgency.POST, question=question.id, to_place=True)


def question_changed(tx: Tx, question: Question) -> None:
    """The counts or the status changed: its cards are edited."""
    for place in _places(tx, question):
        tx.outbox.put(What.QUESTION, question.id, place, Urgency.EDIT, question=question.id, to_place=True)


def question_removed(tx: Tx, question: Question) -> None:
    """Taken back: the cards say so in every place, also where the bot is not just now, and what it carried goes."""
    places = {place.id for place in tx.communities.places(question.community_id)}
    for place in places:
        tx.outbox.put(What.QUESTION, question.id, place, Urgency.EDIT, question=question.id, to_place=True)
    for what, subject in tx.receipts.carried(question.id):
        for stands in tx.receipts.everywhere(what, subject):
            to, public = stands.recipient, stands.recipient in places
            if stands.ours and to != question.asker:
                tx.outbox.put(what, subject, to, Urgency.EDIT, question=question.id, to_place=public)
    receipt(tx, question)


def receipt(tx: Tx, question: Question, urgency: Urgency = Urgency.EDIT) -> None:
    """The asker's receipt has something new to say."""
    tx.outbox.put(What.QUESTION, question.id, question.asker, urgency)


def opinion_given(tx: Tx, question: Question, opinion: Opinion) -> None:
    """A new opinion: into the counts, to the other places, and to the asker."""
    question_changed(tx, question)
    for place in _places(tx, question, besides=opinion.place_id):
        tx.outbox.put(What.OPINION, opinion.id, place, Urgency.POST, question=question.id, to_place=True)
    tx.outbox.put(What.OPINION, opinion.id, question.asker, Urgency.NOTICE)


def opinion_changed(tx: Tx, question: Question, opinion: Opinion, *, again: bool = False) -> None:
    """Edited, added to or taken back: wherever it was carried. ``again`` sends the asker's notice anew."""
    for place in _places(tx, question, besides=opinion.place_id):
        tx.outbox.put(What.OPINION, opinion.id, place, Urgency.EDIT, question=question.id, to_place=True)
    tx.outbox.put(What.OPINION, opinion.id, question.asker, Urgency.NOTICE, fresh=again)


def reply_given(tx: Tx, question: Question, reply: Reply) -> None:
    """A new reply: to the other places, and to those who take part from their private chat."""
    _carry_reply(tx, question, reply, Urgency.POST, Urgency.NOTICE)


def reply_changed(tx: Tx, question: Question, reply: Reply) -> None:
    """Edited or taken back."""
    _carry_reply(tx, question, reply, Urgency.EDIT, Urgency.EDIT)


def _carry_reply(tx: Tx, question: Question, reply: Reply, public: Urgency, private: Urgency) -> None:
    for place in _places(tx, question, besides=reply.place_id):
        tx.outbox.put(What.REPLY, reply.id, place, public, question=question.id, to_place=True)
    for person in _listeners(tx, question, reply):
        tx.outbox.put(What.REPLY, reply.id, person, private)


def case(tx: Tx, case: Case) -> None:
    """Something waits for moderators, or was decided: their place shows it."""
    for place in tx.communities.moderators(case.community_id):
        if place.open:
            tx.outbox.put(What.CASE, case.id, place.id, Urgency.POST, to_place=True)


def _listeners(tx: Tx, question: Question, reply: Reply) -> list[PersonId]:
    opinion = tx.opinions.get(reply.opinion_id)
    listeners = [question.asker, *tx.replies.private_voices(reply.opinion_id)]
    if opinion is not None and opinion.place_id is None:
        listeners.append(opinion.author)
    return [person for person in dict.fromkeys(listeners) if person != reply.author]


def _places(tx: Tx, question: Question, besides: PlaceId | None = None) -> list[PlaceId]:
    return [
        place.id
        for place in tx.communities.places(question.community_id)
        if place.id != besides and (place.open or tx.receipts.of(place.id, What.QUESTION, question.id))
    ]


def post_again(tx: Tx, question: Question) -> bool:
    """Sends the cards again of which nobody knows whether they arrived. False if there was none."""
    rows = [
        row
        for row in tx.outbox.rows(What.QUESTION, question.id)
        if row.to_place and (row.lost or row.state is RowState.FAILED)
    ]
    for row in rows:
        tx.outbox.retry(row.id)
    if rows:
        receipt(tx, question)
    return bool(rows)
