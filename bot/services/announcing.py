"""Who hears of what: every service that changes something says so here, and here only rows for the outbox are made.

A question stands in every open place of its community, so a card is refreshed in all of them. What was written in one
place is carried to the others. Where the bot was put out, what belongs to the questions that stand there waits for it
to be let in again. Private notices go to the asker, to the author of an opinion that was given in
private, and to everybody who replied from their private chat.

Nobody is left out of a notice because they happen to be its author under their other face: a missing notice would
tell a thief of the database which public message is the asker's.
"""

from bot.domain.cases import Case
from bot.domain.communities import CommunityId, PlaceId
from bot.domain.opinions import Opinion, OpinionId
from bot.domain.people import PersonId
from bot.domain.questions import Question, Status
from bot.domain.threads import Reply, ReplyId
from bot.domain.updates import Update
from bot.ports.records import Receipt, RowState, Urgency, What
from bot.ports.store import Tx
from bot.services import things


def question_posted(tx: Tx, question: Question, *, again: bool = False) -> None:
    """A new question: a receipt for its asker, and a card for each open place, at its moment.

    One that is held has its receipt only. ``again`` sends the receipt anew: there is news.
    """
    receipt(tx, question, Urgency.TAP, fresh=again)
    if question.status is Status.HELD:
        return
    for place in places(tx, question):
        tx.outbox.put(
            *(What.QUESTION, question.id, place, Urgency.POST),
            question=question.id,
            to_place=True,
            not_before=question.posted_at,
        )


def question_changed(tx: Tx, question: Question) -> None:
    """The counts or the status changed: its cards are edited; never before its moment, which would come too early."""
    for place in places(tx, question):
        tx.outbox.put(
            *(What.QUESTION, question.id, place, Urgency.EDIT),
            question=question.id,
            to_place=True,
            not_before=question.posted_at,
        )


def question_removed(tx: Tx, question: Question) -> None:
    """Taken back: the cards say so in every place, also where the bot is not just now, and what it carried goes."""
    everywhere = {place.id for place in tx.communities.places(question.community_id)}
    for place in everywhere:
        tx.outbox.put(What.QUESTION, question.id, place, Urgency.EDIT, question=question.id, to_place=True)
    told = tx.receipts.carried(question.id)
    thanks = [(What.THANKS, subject) for what, subject in told if what is What.OPINION]
    for what, subject in (*told, *thanks, (What.NEWS, question.id)):
        for stands in tx.receipts.everywhere(what, subject):
            to, public = stands.recipient, stands.recipient in everywhere
            if stands.ours and to != question.asker:
                tx.outbox.put(what, subject, to, Urgency.EDIT, question=question.id, to_place=public)
    for nudge in tx.receipts.everywhere(What.NUDGE, question.id):
        tx.outbox.put(What.NUDGE, question.id, nudge.recipient, Urgency.EDIT)
    _weeks(tx, question)
    receipt(tx, question)


def question_restored(tx: Tx, question: Question) -> None:
    """Moderators have put it back: its cards and threads say so, and what stood under it is carried again.

    The asker has kept their notices; the others are told anew.
    """
    thread_reopened(tx, question)
    question_changed(tx, question)
    for what, subject in sorted(tx.receipts.carried(question.id), key=lambda each: each[1]):
        _carry_again(tx, question, what, subject)
        reply = tx.replies.get(ReplyId(subject)) if what is What.REPLY else None
        told = _listeners(tx, question, reply) if reply is not None else []
        opinion = tx.opinions.get(OpinionId(subject)) if what is What.OPINION else None
        if opinion is not None and (opinion.thanked or opinion.helpful):
            tx.outbox.put(What.THANKS, opinion.id, opinion.author, Urgency.EDIT)
        for person in keeping_up(tx, question) if what is What.UPDATE else told:
            if person != question.asker:
                tx.outbox.put(what, subject, person, Urgency.EDIT)
    _weeks(tx, question)
    receipt(tx, question)


def _weeks(tx: Tx, question: Question) -> None:
    """What was told of weeks since it was posted, and may name it, is told anew in place."""
    for place in tx.communities.places(question.community_id):
        for week in tx.receipts.subjects(place.id, What.WEEK, question.posted_at):
            tx.outbox.put(What.WEEK, week, place.id, Urgency.EDIT, to_place=True)


def thread_reopened(tx: Tx, question: Question) -> None:
    """It takes opinions again: its threads are opened."""
    for place in places(tx, question):
        if tx.receipts.of(place, What.THREAD, question.id):
            tx.outbox.put(What.THREAD, question.id, place, Urgency.EDIT, question=question.id, to_place=True)


def removed_by_moderators(tx: Tx, question: Question, thing: Opinion | Reply | Update) -> None:
    """Its author's own message is taken away where it was written, and its author is told in private, and why."""
    what = things.kind(thing)
    tx.outbox.put(what, thing.id, thing.author, Urgency.NOTICE)
    if not isinstance(thing, Update) and thing.place_id is not None:
        tx.outbox.put(what, thing.id, thing.place_id, Urgency.EDIT, question=question.id, to_place=True)


def rejected(tx: Tx, question: Question, thing: Opinion | Reply | Update) -> None:
    """It waited, and is not to be seen: its author's own message is taken away where it was written."""
    if not isinstance(thing, Update) and thing.place_id is not None:
        what = things.kind(thing)
        tx.outbox.put(what, thing.id, thing.place_id, Urgency.EDIT, question=question.id, to_place=True)


def restored(tx: Tx, question: Question, thing: Opinion | Reply) -> None:
    """Moderators have put an opinion or a reply back: it is carried again, and all who were told of it are told."""
    if isinstance(thing, Opinion):
        opinion_changed(tx, question, thing)
        question_changed(tx, question)
    else:
        reply_changed(tx, question, thing)
    _carry_again(tx, question, things.kind(thing), thing.id)
    tx.outbox.put(things.kind(thing), thing.id, thing.author, Urgency.EDIT)


def _carry_again(tx: Tx, question: Question, what: What, subject: int) -> None:
    """Into all places; where its author's message stands, nothing comes of it."""
    for place in places(tx, question):
        tx.outbox.put(what, subject, place, Urgency.EDIT, question=question.id, to_place=True)


def written(tx: Tx, thing: Opinion | Reply) -> list[Receipt]:
    """The messages that its author wrote in a place, as far as they stand."""
    if thing.place_id is None:
        return []
    if isinstance(thing, Reply):
        found = tx.receipts.of(thing.place_id, What.REPLY, thing.id)
    else:
        passages = tx.opinions.passages(thing.id)
        found = [each for passage in passages for each in tx.receipts.of(thing.place_id, What.PASSAGE, passage.id)]
    return [each for each in found if not each.ours]


def receipt(tx: Tx, question: Question, urgency: Urgency = Urgency.EDIT, *, fresh: bool = False) -> None:
    """The asker's receipt has something new to say; ``fresh`` says it in a new message."""
    tx.outbox.put(What.QUESTION, question.id, question.asker, urgency, fresh=fresh)


def opinion_given(tx: Tx, question: Question, opinion: Opinion) -> None:
    """A new opinion: into the counts, to the other places, and to the asker."""
    question_changed(tx, question)
    for place in places(tx, question, besides=opinion.place_id):
        tx.outbox.put(What.OPINION, opinion.id, place, Urgency.POST, question=question.id, to_place=True)
    tx.outbox.put(What.OPINION, opinion.id, question.asker, Urgency.NOTICE)
    news(tx, question, besides=opinion.author)


def news(tx: Tx, question: Question, *, besides: PersonId | None = None) -> None:
    """Something happened to a question: its followers hear of it, all that is new since they heard last in one."""
    for person in tx.follows.followers(question.id):
        if person != besides:
            tx.outbox.put(What.NEWS, question.id, person, Urgency.NOTICE, fresh=True)


def opinion_changed(tx: Tx, question: Question, opinion: Opinion, *, again: bool = False) -> None:
    """Edited, added to or taken back: wherever it was carried. ``again`` sends the asker's notice anew."""
    for place in places(tx, question, besides=_home(tx, opinion)):
        tx.outbox.put(What.OPINION, opinion.id, place, Urgency.EDIT, question=question.id, to_place=True)
    tx.outbox.put(What.OPINION, opinion.id, question.asker, Urgency.NOTICE, fresh=again)
    if tx.receipts.of(opinion.author, What.THANKS, opinion.id):
        tx.outbox.put(What.THANKS, opinion.id, opinion.author, Urgency.EDIT)


def votes_changed(tx: Tx, question: Question, opinion: Opinion) -> None:
    """Its copies show how many votes there are; where none stands or is on its way, nobody need hear of it."""
    stands = {each.recipient for each in tx.receipts.everywhere(What.OPINION, opinion.id) if each.ours}
    goes = {each.recipient for each in tx.outbox.rows(What.OPINION, opinion.id) if each.state is not RowState.FAILED}
    for place in places(tx, question):
        if place in stands | goes:
            tx.outbox.put(What.OPINION, opinion.id, place, Urgency.EDIT, question=question.id, to_place=True)


def reply_given(tx: Tx, question: Question, reply: Reply) -> None:
    """A new reply: to the other places, and to those who take part from their private chat."""
    _carry_reply(tx, question, reply, Urgency.POST, Urgency.NOTICE)


def reply_changed(tx: Tx, question: Question, reply: Reply) -> None:
    """Edited or taken back."""
    _carry_reply(tx, question, reply, Urgency.EDIT, Urgency.EDIT)


def _home(tx: Tx, thing: Opinion | Reply) -> PlaceId | None:
    """Where it was written and needs no carrying; None where it stands in words of ours, after it was restored."""
    what = things.kind(thing)
    ours = thing.place_id is not None and any(each.ours for each in tx.receipts.of(thing.place_id, what, thing.id))
    return None if ours else thing.place_id


def _carry_reply(tx: Tx, question: Question, reply: Reply, public: Urgency, private: Urgency) -> None:
    for place in places(tx, question, besides=_home(tx, reply)):
        tx.outbox.put(What.REPLY, reply.id, place, public, question=question.id, to_place=True)
    for person in _listeners(tx, question, reply):
        tx.outbox.put(What.REPLY, reply.id, person, private)


def case(tx: Tx, case: Case) -> None:
    """Something waits for moderators, or was decided: their place shows it."""
    to_moderators(tx, case.community_id, What.CASE, case.id)


def to_moderators(tx: Tx, community: CommunityId, what: What, subject: int) -> None:
    """Something for moderators is shown in their place, or changes there."""
    for place in tx.communities.moderators(community):
        if place.open:
            tx.outbox.put(what, subject, place.id, Urgency.POST, to_place=True)


def keeping_up(tx: Tx, question: Question) -> list[PersonId]:
    """Those who hear in private what is added to a question: followers, and who answered in private; each face once."""
    found = [*tx.follows.followers(question.id), *tx.opinions.private_voices(question.id)]
    return [person for person in dict.fromkeys(found) if person != question.asker]


def _listeners(tx: Tx, question: Question, reply: Reply) -> list[PersonId]:
    opinion = tx.opinions.get(reply.opinion_id)
    listeners = [question.asker, *tx.replies.private_voices(reply.opinion_id)]
    if opinion is not None and opinion.place_id is None:
        listeners.append(opinion.author)
    return [person for person in dict.fromkeys(listeners) if person != reply.author]


def places(tx: Tx, question: Question, besides: PlaceId | None = None) -> list[PlaceId]:
    """Where a question stands, or will."""
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
