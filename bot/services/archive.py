"""The archive: which communities show themselves as public web pages, and what is read there.

Only what was asked while a community's archive was open is ever shown, so changing the setting never uncovers
what was written under the old one. All that is read here is what everybody may see; what may not is as if it were not
there, whatever the reason, so that nobody can tell one from another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.communities import Community, CommunityId, Place
from bot.domain.errors import Refused
from bot.domain.limits import UPDATES_MAX
from bot.domain.opinions import Opinion, Tally
from bot.domain.paging import Sort
from bot.domain.pictures import Image
from bot.domain.polls import Poll
from bot.domain.questions import Kind, Question
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.lint.addresses import emails, handles, profiles
from bot.ports.archive import Exhibit
from bot.ports.records import Receipt, What
from bot.ports.store import Tx
from bot.services import reading, rules, searching

OPINIONS_PAGE = 20
"""Opinions on one page of a question."""
PAGES_MAX = 500
"""Pages of one tab that there are at most."""
THREAD_MAX = 200
"""Replies of one thread that a page shows at most; more are read in the chat."""
LIST_PAGE = 20
"""Questions on one page of a list."""
BESIDE = 6
"""Questions beside a question."""
NUMBER_DIGITS = 9
MASK = "[…]"
"""What stands in the place of somebody's handle or address."""


@dataclass(frozen=True, slots=True)
class Site:
    """A community with an open archive, and its name in addresses."""

    community: Community
    slug: str


@dataclass(frozen=True, slots=True)
class Thread:
    """An opinion with its replies, oldest first, and how many there are in all."""

    opinion: Opinion
    replies: Sequence[Reply]
    count: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a question can be answered: the place, and its card there."""

    place: Place
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question as the web shows it: one page of one of its tabs, and what stands beside it.

    ``pages`` counts the pages of this tab; ``pictured`` is its picture's file name. ``updates`` are all that stand, the
    oldest first; ``enough`` is how many votes in the ``poll`` a category must have to be told of by itself.
    """

    site: Site
    question: Question
    tally: Tally
    tabs: Sequence[str]
    tab: str
    page: int
    pages: int
    threads: Sequence[Thread]
    stands: Sequence[Stand]
    questions: Sequence[Exhibit]
    takes: Sequence[Exhibit]
    pictured: str | None
    sort: Sort = Sort.NEWEST
    updates: Sequence[Update] = ()
    poll: Poll | None = None
    enough: int = 1


def told(tx: Tx, community: str) -> str:
    """What a form keeps of whether the archive will show what is posted to this community (its id): "yes" or ""."""
    shown = community.isdecimal() and tx.archive.slug(CommunityId(int(community))) is not None
    return "yes" if shown else ""


# ---- reading


def sites(tx: Tx) -> list[Site]:
    """All communities with an open archive."""
    return [Site(tx.communities.get(community), name) for community, name in tx.archive.all()]


def site(tx: Tx, name: str) -> Site:
    """The community that is called so in addresses."""
    community = tx.archive.called(name)
    if community is None:
        raise Refused("archive-gone")
    return Site(tx.communities.get(community), name)


def numbered(tx: Tx, site: Site, digits: str) -> Exhibit:
    """The question with this number, if it is shown."""
    known = digits.isascii() and digits.isdigit() and len(digits) <= NUMBER_DIGITS
    found = tx.archive.numbered(site.community.id, int(digits)) if known else None
    if found is None:
        raise Refused("archive-gone")
    return found


def sheet(tx: Tx, site: Site, question: Question, tab: str, page: int, sort: Sort = Sort.NEWEST) -> Sheet:
    """One page (from 1) of one tab. Refuses what is not there."""
    community, tally = site.community, tx.opinions.tally(question.id)
    tabs = groups(community, question, tally)
    if tab not in tabs:
        raise Refused("archive-gone")
    within = tabs[tab]
    pages = min(PAGES_MAX, max(1, -(-_count(tally, within) // OPINIONS_PAGE)))
    if not 1 <= page <= pages:
        raise Refused("archive-gone")
    shown = opinions(tx, question, within, (page - 1) * OPINIONS_PAGE, OPINIONS_PAGE, sort)
    picture = tx.pictures.of(question.id)
    return Sheet(
        site,
        question,
        tally,
        tuple(tabs),
        tab,
        page,
        pages,
        [thread(tx, each) for each in shown],
        stands(tx, question),
        beside(tx, site, question, Kind.QUESTION),
        beside(tx, site, question, Kind.TAKE),
        picture.name if picture is not None else None,
        sort,
        updates(tx, question),
        *polled(tx, question),
    )


def updates(tx: Tx, question: Question) -> list[Update]:
    """What the asker added and what stands of it, the oldest first."""
    return tx.updates.latest(question.id, UPDATES_MAX)[::-1]


def polled(tx: Tx, question: Question) -> tuple[Poll | None, int]:
    """Its poll, if it has one, and how many votes a category must have to be told of by itself, as on cards."""
    return tx.polls.of(question.id), rules.of(tx, question.community_id).lone_voice


def opens_with(tx: Tx, site: Site, question: Question) -> str:
    """The tab that a question opens with: the first that has an opinion."""
    tally = tx.opinions.tally(question.id)
    tabs = groups(site.community, question, tally)
    return next((key for key, keys in tabs.items() if _count(tally, keys)), next(iter(tabs)))


def groups(community: Community, question: Question, tally: Tally) -> dict[str, Sequence[str | None]]:
    """The tabs, and the category keys that each shows. The others have one only where there are any.

    Comments on a take are not grouped.
    """
    if question.is_take:
        return {reading.OTHERS: list(tally) or [None]}
    known: dict[str, Sequence[str | None]] = {each.key: [each.key] for each in community.categories}
    others = reading.others(list(known), tally)
    return known | {reading.OTHERS: others} if _count(tally, others) or not known else known


def _count(tally: Tally, keys: Sequence[str | None]) -> int:
    return sum(tally.get(key, 0) for key in keys)


def thread(tx: Tx, opinion: Opinion) -> Thread:
    """An opinion and what was replied."""
    return Thread(opinion, tx.replies.under(opinion.id, 0, THREAD_MAX), tx.replies.count(opinion.id))


def opinions(
    tx: Tx, question: Question, keys: Sequence[str | None], skip: int, limit: int, sort: Sort = Sort.NEWEST
) -> list[Opinion]:
    """Standing opinions of a group, in the order of its pages."""
    ids = tx.archive.opinions(question.id, keys, skip, limit, voted=sort is Sort.VOTED)
    found = [tx.opinions.get(each) for each in ids]
    return [each for each in found if each is not None]


def stands(tx: Tx, question: Question) -> list[Stand]:
    """The places where its card stands and it can be answered."""
    if not question.takes_opinions:
        return []
    cards = {each.recipient: each for each in tx.receipts.everywhere(What.QUESTION, question.id) if each.part == 0}
    places = tx.communities.places(question.community_id)
    return [Stand(place, cards[place.id]) for place in places if place.open and place.id in cards]


def beside(tx: Tx, site: Site, question: Question, kind: Kind) -> list[Exhibit]:
    """Others to read: what is like it, then the newest."""
    near = exhibits(tx, site, searching.related(tx, question, most=BESIDE, kind=kind))
    seen = {question.id, *(each.question.id for each in near)}
    newest = tx.archive.latest(site.community.id, kind, None, 2 * BESIDE + 1)
    return [*near, *(each for each in newest if each.question.id not in seen)][:BESIDE]


def search(tx: Tx, site: Site, typed: str) -> list[Exhibit]:
    """The questions and takes that fit these words best, among those that are shown."""
    return exhibits(tx, site, [each.question for each in searching.search(tx, [site.community], typed)])[:LIST_PAGE]


def exhibits(tx: Tx, site: Site, found: Sequence[Question]) -> list[Exhibit]:
    """Those of these that are shown, in their order."""
    shown = (tx.archive.numbered(site.community.id, each.number) for each in found)
    return [each for each in shown if each is not None]


def picture(tx: Tx, site: Site, digits: str) -> Image:
    """The picture of a question that is shown."""
    found = tx.pictures.of(numbered(tx, site, digits).question.id)
    if found is None:
        raise Refused("archive-gone")
    return found


# ---- texts

_EMOJI = re.compile(r"<a?(:\w{2,32}:)\d{1,20}>")
"""An emoji of a server's own (https://docs.discord.com/developers/reference#message-formatting)."""
_MENTION = re.compile(r"<(?:@[!&]?|#|/[\w ]{1,64}:)\d{1,20}>")


def public(text: str) -> str:
    """A text as the world may read it: what leads to somebody's account, or names it by its handle, is masked.

    The writer's chat knows whom they speak of; the web need not.
    """
    text = _MENTION.sub(MASK, _EMOJI.sub(r"\1", text))
    for find in (emails, profiles, handles):
        for trace in reversed(list(find(text))):
            text = text[: trace.start] + MASK + text[trace.end :]
    return text
