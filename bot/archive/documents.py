"""A question as a document for other programs: what its pages show and nothing else.

Its form is told by ``question.schema.json`` (https://json-schema.org), which is exported with the documents.
"""

from typing import Any

from bot.archive import shown
from bot.archive.polls import Polled, polled
from bot.domain.opinions import Opinion
from bot.domain.pictures import Image
from bot.domain.questions import Question
from bot.domain.threads import Role
from bot.ports.store import Tx
from bot.services import archive
from bot.services.archive import Site
from bot.services.reading import OTHERS
from bot.words import Words

FORMAT = "agony-aunt question 1"
"""Says which schema a document follows; the figure grows with every change that a reader must know of."""
_STEP = 200
"""Opinions that are read at once."""


def document(tx: Tx, words: Words, site: Site, question: Question, picture: Image | None) -> dict[str, Any]:
    """The document; all opinions are in it, those of a group newest first."""
    line = shown.line(words, site.community, archive.numbered(tx, site, str(question.number)))
    tally = tx.opinions.tally(question.id)
    category = site.community.category(question.asked_as)
    updates = [shown.added(each) for each in archive.updates(tx, question)]
    poll, enough = archive.polled(tx, question)
    return {
        "format": FORMAT,
        "community": {"name": site.community.name, "address": site.slug},
        "kind": question.kind.value,
        "number": question.number,
        "title": archive.public(question.title),
        "details": archive.public(question.details),
        "audience": [each.plural for each in site.community.audience(question.audience)],
        "topic": question.topic,
        "by": line.by,
        "asked_by": category.singular if category else None,
        "asked_on": line.day.isoformat(),
        "takes_opinions": question.takes_opinions,
        "picture": f"{question.number}.{picture.name.rpartition('.')[2]}" if picture else None,
        "updates": [{"text": each.text, "written_on": each.day.isoformat()} for each in updates],
        "poll": _poll(polled(words, site.community, poll, enough)) if poll is not None else None,
        "opinions": [
            _opinion(tx, words, site, group, each)
            for group, keys in archive.groups(site.community, question, tally).items()
            for start in range(0, sum(tally.get(key, 0) for key in keys), _STEP)
            for each in archive.opinions(tx, question, keys, start, _STEP)
        ],
    }


def _poll(poll: Polled) -> dict[str, Any]:
    return {
        "votes": poll.total,
        "options": [
            {
                "text": each.text,
                "votes": each.count,
                "groups": [{"group": share.group or "", "percent": share.percent} for share in each.shares],
            }
            for each in poll.choices
        ],
    }


def _opinion(tx: Tx, words: Words, site: Site, group: str, opinion: Opinion) -> dict[str, Any]:
    thread = archive.Thread(opinion, tx.replies.under(opinion.id, 0, tx.replies.count(opinion.id)), 0)
    opined = shown.opined(words, site.community, thread)
    roles = [each.role for each in thread.replies]
    return {
        "group": "" if group == OTHERS else group,
        **_spoken(opined.said),
        "votes": opined.votes,
        "most_helpful": bool(opined.helpful),
        "replies": [
            {"asker": role is not Role.MEMBER, **_spoken(each)}
            for role, each in zip(roles, opined.replies, strict=True)
        ],
    }


def _spoken(said: shown.Spoken) -> dict[str, Any]:
    return {
        "by": said.who.name,
        "anonymous": said.who.anonymous,
        "text": said.text,
        "written_on": said.day.isoformat(),
    }
