"""My data: everything that is stored about somebody, to be read by that one person.

All faces are in it, each in a section of its own; that they belong together is written nowhere but in this file, which
is made for its reader and kept nowhere. Making it writes nothing and meets nobody.
"""

from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

from bot.domain.cases import CaseId
from bot.domain.communities import CommunityId
from bot.domain.follows import Follow
from bot.domain.opinions import Byline, Opinion, OpinionId
from bot.domain.people import Caller, Face, PersonId
from bot.domain.pictures import Image
from bot.domain.questions import Question, QuestionId
from bot.domain.sanctions import Kind, Sanction
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.ports.store import Tx
from bot.services import things, unvoting

Data = dict[str, Any]
"""What becomes JSON."""
KEPT = 100
"""Notices counted at most that could not be delivered."""


def collect(tx: Tx, caller: Caller) -> Data:
    """What is stored about the caller, as it becomes JSON: times in ISO 8601 (UTC), texts as they were written."""
    return {
        "made": _time(tx.now),
        "platform": caller.platform,
        "as_asker": _face(tx, caller, Face.ASKING),
        "without_your_name": _face(tx, caller, Face.HIDDEN),
        "under_your_name": _face(tx, caller, Face.OPEN),
        "votes": _votes(tx, caller),
    }


def _told(tx: Tx, person: PersonId) -> Data:
    """How this face wants to be told."""
    wishes = tx.notifications.of(person)
    muted = [found for each in wishes.muted if (found := tx.questions.get(each)) is not None]
    return {"how_often": wishes.mode.value, "not_of": [_where(tx, each) for each in muted]}


def _face(tx: Tx, caller: Caller, face: Face) -> Data:
    """One face's section; what moderators put on it stands here too, because it is kept apart for each."""
    decided = [_sanction(tx, each) for each in _sanctions(tx, caller, face)]
    person = caller.found(face)
    if person is None:
        return {"known": False, "decided_by_moderators": decided}
    return {
        "known": True,
        "recognised_by": "a code made from your account and a key that is not in the database",
        "language": tx.people.get(person).language or "not known",
        "reachable_in_private": tx.people.get(person).reachable,
        "contact": "locked with a key that is not in the database" if tx.people.contact(person) else "destroyed",
        "communities": [_community(tx, person, each) for each in tx.people.communities(person)],
        "questions": [_question(tx, each) for each in tx.keeping.questions(person)],
        "opinions": [_opinion(tx, each) for each in tx.keeping.opinions(person)],
        "replies": [_reply(tx, each) for each in tx.keeping.replies(person)],
        "forms_not_finished": [
            {
                "form": each.name,
                "filled_in": dict(each.filled),
                "picture": _picture(tx.pictures.of_form(each.id)),
                "touched": _time(each.touched_at),
            }
            for each in tx.forms.all(person)
        ],
        "told": _told(tx, person),
        "follows": [_followed(tx, each) for each in tx.follows.of(person)],
        "reported": [_reported(tx, each) for each in tx.keeping.reports(person)],
        "messages_of_our_chat_known_by_number": tx.keeping.messages(person),
        "told_of_questions_nobody_answers": tx.nudges.wants(person),
        "last_told_of_one": _time(told) if (told := tx.nudges.last(person)) else None,
        "notices_waiting": len(tx.outbox.kept(person, KEPT)),
        "decided_by_moderators": decided,
    }


def _community(tx: Tx, person: PersonId, community: CommunityId) -> Data:
    return {
        "name": tx.communities.get(community).name,
        "category": tx.people.category(person, community),
    }


def _question(tx: Tx, question: Question) -> Data:
    return {
        **_where(tx, question),
        "kind": question.kind.value,
        "topic": question.topic,
        "name": question.name,
        "title": question.title,
        "details": question.details,
        "picture": _picture(tx.pictures.of(question.id)),
        "poll": list(poll.options) if (poll := tx.polls.of(question.id)) else None,
        "for": list(question.audience),
        "shown_as": question.asked_as,
        "on_the_web": tx.archive.has(question.id),
        "status": question.status.value,
        "posted": _time(question.posted_at),
        "updates": [_update(each) for each in tx.updates.all(question.id)],
    }


def _update(update: Update) -> Data:
    return {"text": update.text, "written": _time(update.written_at), "stands": not update.removed}


def _opinion(tx: Tx, opinion: Opinion) -> Data:
    return {
        **_where(tx, things.question(tx, opinion)),
        **_by(opinion.by),
        "messages": [each.text for each in tx.opinions.passages(opinion.id)],
        "written": _time(opinion.written_at),
        "stands": things.stands(opinion),
        "votes": opinion.votes,
        "thanked_by_asker": opinion.thanked,
        "most_helpful": opinion.helpful,
    }


def _reply(tx: Tx, reply: Reply) -> Data:
    return {
        **_where(tx, things.question(tx, reply)),
        **_by(reply.by),
        "as": reply.role.value,
        "text": reply.text,
        "written": _time(reply.written_at),
        "stands": things.stands(reply),
    }


def _followed(tx: Tx, follow: Follow) -> Data:
    question = tx.questions.get(follow.question_id)
    return {**(_where(tx, question) if question is not None else {}), "since": _time(follow.since)}


def _votes(tx: Tx, caller: Caller) -> Data:
    """Where the caller has voted, as far as their votes can be found while they wait; they stand under none of the
    faces."""
    found = unvoting.find(tx, caller.traces)
    opinions = [tx.opinions.get(OpinionId(each.subject)) for each in found if not each.in_poll]
    return {
        "recognised_by": "a code for each, made from your account and a key that is not in the database",
        "looked_for_among_the_newest": unvoting.LOOKED_THROUGH,
        "on_opinions": [_where(tx, things.question(tx, each)) for each in opinions if each is not None],
        "in_polls": [_ballot(tx, each) for each in found if each.in_poll],
    }


def _ballot(tx: Tx, vote: unvoting.Vote) -> Data:
    question = tx.questions.get(QuestionId(vote.subject))
    poll, chosen = tx.polls.of(QuestionId(vote.subject)), tx.polls.cast_by(QuestionId(vote.subject), vote.mark)
    if question is None or poll is None or chosen is None:
        return {}
    return {**_where(tx, question), "chosen": poll.options[chosen.choice], "counted_for": chosen.category}


def _reported(tx: Tx, case: CaseId) -> Data:
    found = tx.cases.get(case)
    thing = things.find(tx, found.what, found.subject) if found is not None else None
    return {} if found is None or thing is None else {**_where(tx, things.question(tx, thing)), "what": found.what}


def _sanctions(tx: Tx, caller: Caller, face: Face) -> list[Sanction]:
    return [
        each
        for community in tx.communities.on(caller.platform)
        for each in tx.sanctions.of(community.id, caller.traces, (face,))
    ]


def _sanction(tx: Tx, sanction: Sanction) -> Data:
    """Without the moderator's name; of a note, which is meant for moderators, only that it is there."""
    thing = things.find(tx, sanction.what, sanction.subject)
    return {
        **(_where(tx, things.question(tx, thing)) if thing is not None else {}),
        "kind": sanction.kind.value,
        "about": sanction.what,
        "reason": None if sanction.kind is Kind.NOTE else sanction.reason,
        "your_objection": sanction.objection,
        "decided": _time(sanction.at),
        "until": None if sanction.until is None else _time(sanction.until),
        "lifted": None if sanction.lifted_at is None else _time(sanction.lifted_at),
    }


def _picture(image: Image | None) -> str | None:
    """A picture as an address that a browser shows."""
    return None if image is None else f"data:image/{image.kind};base64,{b64encode(image.data).decode()}"


def _where(tx: Tx, question: Question) -> Data:
    return {"question": question.number, "community": tx.communities.get(question.community_id).name}


def _by(by: Byline) -> Data:
    return {"category": by.category, "name": by.name, "number": by.number}


def _time(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat(timespec="seconds")
