"""Naming: what a moderator means by "12", by "12 guy 2", or by replying to a message.

"12" is the question, and so its author. An alias of the question ("Guy 2", by the category's name or key) is the
opinion that stands under it, or the newest anonymous reply. A message is what it shows: in a place, in the moderators'
place (a case, a sanction), or in the caller's private chat. Only what belongs to a community that the caller moderates
can be named, and whoever moderates none hears nothing else, so that numbers tell them nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.cases import CaseId
from bot.domain.communities import Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, Status
from bot.domain.sanctions import SanctionId
from bot.domain.threads import Reply
from bot.events import Where
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.services import reading, things
from bot.services.things import Thing
from bot.words import Words

_NUMBER = re.compile(r"#?([0-9]{1,9})(?![0-9])\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Meant:
    """A thing, the community and the question it belongs to, and the words that came after its name."""

    community: Community
    question: Question
    thing: Thing
    rest: str


def thing(tx: Tx, caller: Caller, said: str, where: Where, words: Words) -> list[Meant]:
    """What is meant by a command's words, or by the message it answers: never nothing.

    It is more than one where the same number is there in several communities that the caller moderates, which happens
    in private only. Refuses whoever is no moderator there, and what names nothing.
    """
    found = answered(tx, caller, where)
    if found is not None:
        question = things.question(tx, found)
        _must_moderate(caller, question.community_id)
        return [Meant(tx.communities.get(question.community_id), question, found, said.strip())]
    among = moderated(tx, caller, where)
    number = _NUMBER.match(said.strip())
    if number is None:
        raise Refused("which-thing")
    rest = said.strip()[number.end() :].strip()
    asked = [(each, tx.questions.numbered(each.id, int(number[1]))) for each in among]
    meant = [
        _aliased(tx, community, question, rest, words)
        for community, question in asked
        if question is not None and not _unheard_of(tx, question)
    ]
    if not meant:
        raise Refused("no-such-number", number=int(number[1]))
    return meant


def answered(tx: Tx, caller: Caller, where: Where) -> Thing | None:
    """What the message is that a command answers natively or was chosen on; None if it is nothing we know."""
    if where.answers is None:
        return None
    address = where.place or where.near
    place = tx.communities.place_at(where.platform, address) if address is not None else None
    chats = [place.id] if place else [person for face in Face if (person := caller.found(face)) is not None]
    receipt = next((found for chat in chats if (found := tx.receipts.at(chat, where.answers))), None)
    return _shown(tx, receipt) if receipt is not None else None


def moderated(tx: Tx, caller: Caller, where: Where) -> list[Community]:
    """The communities that a moderator can mean where they are: never none. Refuses who moderates none of them."""
    address = where.place or where.near
    place = tx.communities.place_at(where.platform, address) if address is not None else None
    if place is not None:
        near = [tx.communities.get(place.community_id)]
    else:
        worked = tx.communities.worked_from(where.platform)
        near = reading.communities_of(tx, caller) + (worked if len(worked) <= reading.STRANGERS_CHOICE else [])
    mine = [each for each in near if caller.moderates(each.id)]
    if not mine:
        raise Refused("moderators-only")
    return mine


def chosen(tx: Tx, caller: Caller, where: Where, community: int) -> Community:
    """The community that a button names, for its moderators. Refuses everybody else."""
    known = (*tx.communities.on(where.platform), *tx.communities.worked_from(where.platform))
    found = next((each for each in known if each.id == community), None)
    if found is None:
        raise Refused("button-old")
    _must_moderate(caller, found.id)
    return found


def _unheard_of(tx: Tx, question: Question) -> bool:
    """Whether it waits for its moment and moderators have not had it before them: until then it is not there, or
    whoever tries its number would know when it was asked."""
    return question.status is Status.WAITING and tx.cases.of(What.QUESTION, question.id) is None


def _must_moderate(caller: Caller, community: CommunityId) -> None:
    if not caller.moderates(community):
        raise Refused("moderators-only")


def _shown(tx: Tx, receipt: Receipt) -> Thing | None:
    if receipt.what is What.CASE:
        case = tx.cases.get(CaseId(receipt.subject))
        return things.find(tx, case.what, case.subject) if case is not None else None
    if receipt.what is What.SANCTION:
        sanction = tx.sanctions.get(SanctionId(receipt.subject))
        return things.find(tx, sanction.what, sanction.subject) if sanction is not None else None
    return things.of_receipt(tx, receipt)


def _aliased(tx: Tx, community: Community, question: Question, rest: str, words: Words) -> Meant:
    """The question, or the opinion or reply whose alias the rest begins with."""
    for names, category in _names(community, words):
        alias = re.match(rf"(?:{names})\s*([0-9]{{1,6}})(?![0-9])\s*", rest, re.IGNORECASE)
        if alias is None:
            continue
        person = tx.opinions.aliased(question.id, category, int(alias[1]))
        found: Opinion | Reply | None = None
        if person is not None:
            found = tx.opinions.of(question.id, person) or tx.replies.aliased(question.id, person)
        if found is None:
            raise Refused("no-such-alias", number=question.number)
        return Meant(community, question, found, rest[alias.end() :].strip())
    return Meant(community, question, question, rest)


def _names(community: Community, words: Words) -> Iterable[tuple[str, str | None]]:
    """What a category can be called, as a pattern, and its key; the last are those who have none."""
    for each in community.categories:
        yield "|".join(re.escape(name) for name in (each.singular, each.plural, each.key)), each.key
    yield re.escape(words("someone")), None
