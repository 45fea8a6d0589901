"""Reviewing: what somebody wrote is looked at before others see it, and waits for a moderator where there is a reason.

Nothing is dropped and nothing refused for it: what waits has its number or its place, its author is told why, and may
take it back meanwhile. Signs of a crisis come first in every queue, and their writer gets help at once.

What is added to a standing opinion, and what an edited message says now, is looked at too. If there is a reason, the
**whole** opinion or reply waits: half of it would say something its author never said. It loses its place in the counts
and its copies until it is approved; what people wrote themselves on a platform stands there as they wrote it.

Of the reasons that lie in who wrote it, only that there is one is written down: which one would narrow down who it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cases import Case, Verdict
from bot.domain.communities import CommunityId
from bot.domain.limits import REPLIES_AN_HOUR
from bot.domain.moderation import FlagKind, Reason, Review, Rules
from bot.domain.opinions import Opinion, OpinionId
from bot.domain.people import Caller, PersonId
from bot.domain.questions import Question, Status
from bot.domain.removals import Removal
from bot.domain.sanctions import DAY, HOUR
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.flags import is_repeated, look
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.services import announcing, appointments, news, rules, shelving, things
from bot.services.things import Thing

COMPARED = 10
"""Texts that a new one is compared with."""
SAID_BEFORE = 3
SAID_LETTERS = 24
"""Whoever thanks several people does it in the same few words: a reply is a repetition from the fourth time on, and if
it has so many letters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``reasons`` as they are stored ("word:fool"), and whether it waits because of them.

    ``urgent``: signs of a crisis. With review off that is a reason to tell the moderators, and none to wait.
    """

    reasons: tuple[str, ...]
    held: bool
    urgent: bool


def asked(tx: Tx, caller: Caller, community: CommunityId, author: PersonId, title: str, details: str) -> Finding:
    """Looks at a question, or a take, that a face of the caller's is about to post."""
    wanted = rules.of(tx, community)
    recent = [f"{each.title}\n{each.details}" for each in tx.questions.latest(community, COMPARED)]
    reasons = [Reason.REVIEW] if wanted.review is Review.ALL else []
    today = tx.questions.asked(community, author, tx.now - DAY) if wanted.questions_a_day else 0
    first = wanted.review is Review.FIRST and not tx.questions.published(community, author)
    if first or (wanted.questions_a_day and today >= wanted.questions_a_day) or _young(tx, caller, community, wanted):
        reasons.append(Reason.AUTHOR)
    return _finding(wanted, f"{title}\n{details}", recent, reasons)


def answered(tx: Tx, caller: Caller, community: CommunityId, author: PersonId, text: str) -> Finding:
    """Looks at an opinion, or a part of one, that a face of the caller's is about to give."""
    wanted = rules.of(tx, community)
    lately = tx.opinions.lately(community, author, max(COMPARED, wanted.opinions_an_hour))
    hour = sum(at > tx.now - HOUR for _, at in lately)
    many = wanted.opinions_an_hour and hour >= wanted.opinions_an_hour
    reasons = [Reason.AUTHOR] if many or _young(tx, caller, community, wanted) else []
    return _finding(wanted, text, [each for each, _ in lately[:COMPARED]], reasons)


def replied(tx: Tx, caller: Caller, community: CommunityId, author: PersonId, text: str) -> Finding:
    """Looks at a reply that a face of the caller's is about to give."""
    wanted = rules.of(tx, community)
    lately = tx.replies.lately(community, author, REPLIES_AN_HOUR)
    many = sum(at > tx.now - HOUR for _, at in lately) >= REPLIES_AN_HOUR
    reasons = [Reason.AUTHOR] if many or _young(tx, caller, community, wanted) else []
    alike = [each for each, _ in lately[:COMPARED] if is_repeated(text, [each], SAID_LETTERS)]
    return _finding(wanted, text, alike if len(alike) >= SAID_BEFORE else (), reasons)


def added(tx: Tx, community: CommunityId, opinion: OpinionId, text: str) -> Finding:
    """Looks at what is about to be added to a standing opinion."""
    before = [each.text for each in tx.opinions.passages(opinion)][-COMPARED:]
    return _finding(rules.of(tx, community), text, before, [])


def updated(tx: Tx, caller: Caller, question: Question, text: str) -> Finding:
    """Looks at what an asker is about to add to their question."""
    wanted = rules.of(tx, question.community_id)
    lately = tx.updates.lately(question.asker, COMPARED)
    reasons = [Reason.REVIEW] if wanted.review is Review.ALL else []
    young = [Reason.AUTHOR] if _young(tx, caller, question.community_id, wanted) else []
    return _finding(wanted, text, lately, [*reasons, *young])


def edited(tx: Tx, community: CommunityId, text: str) -> Finding:
    """Looks at what a message says now."""
    return _finding(rules.of(tx, community), text, (), [])


def _finding(wanted: Rules, text: str, recent: Sequence[str], reasons: Sequence[Reason]) -> Finding:
    flags = look(text, wanted, recent)
    urgent = any(flag.kind is FlagKind.CRISIS for flag in flags)
    if wanted.review is Review.OFF:
        flags, reasons = [flag for flag in flags if flag.kind is FlagKind.CRISIS], []
    told = [f"{flag.kind}:{flag.detail}" if flag.detail else str(flag.kind) for flag in flags]
    found = tuple(dict.fromkeys((*map(str, reasons), *told)))
    return Finding(found, bool(found) and wanted.review is not Review.OFF, urgent)


def _young(tx: Tx, caller: Caller, community: CommunityId, wanted: Rules) -> bool:
    """Whether their account or their membership is younger than the community wants, as far as anybody can tell."""
    since = caller.known_since
    if wanted.account_days and since is not None and tx.now - since < wanted.account_days * DAY:
        return True
    return bool(wanted.member_days) and caller.membership(community).younger(wanted.member_days * DAY, tx.now)


# ---- what waits --------------------------------------------------------------------------------------------------


def take_in(tx: Tx, thing: Thing, found: Finding, *, tell: bool) -> None:
    """Opens or updates the case of a thing, if there is a reason; what stood so far stands no more if it is to wait.

    ``tell``: its author gets a message about it, because there is no answer that could say so.
    """
    if not found.reasons:
        case = tx.cases.of(things.kind(thing), thing.id)
        if case is not None and case.held and case.verdict is None:
            announcing.case(tx, case)  # the card shows what was added
        return
    question = things.question(tx, thing)
    case = tx.cases.open(
        question.community_id, things.kind(thing), thing.id, found.reasons, held=found.held, urgent=found.urgent
    )
    if found.held and not isinstance(thing, Question) and not thing.removed:
        _withhold(tx, question, thing)
    announcing.case(tx, case)
    if tell:
        urgency = Urgency.TAP if found.urgent else Urgency.NOTICE
        tx.outbox.put(What.CASE, case.id, things.author(thing), urgency)


def told(tx: Tx, thing: Thing) -> tuple[Case, Question, Rules] | None:
    """What its author is to be told of a thing they have just written; None if there is nothing to tell."""
    case = tx.cases.of(things.kind(thing), thing.id)
    if case is None or case.verdict is not None or not (case.held or case.urgent):
        return None
    question = things.question(tx, thing)
    return case, question, rules.of(tx, question.community_id)


def _withhold(tx: Tx, question: Question, thing: Thing) -> None:
    if isinstance(thing, Opinion):
        tx.opinions.hold(thing.id)
        announcing.opinion_changed(tx, question, thing)
        announcing.question_changed(tx, question)
    elif isinstance(thing, Reply):
        tx.replies.hold(thing.id)
        announcing.reply_changed(tx, question, thing)


def end(tx: Tx, case: Case, thing: Thing) -> None:
    """A held thing was approved, and is seen from now on, a question after the community's delay; or it goes.

    What goes moderators can put back as long as its author has not taken it back (`services.removing`). Its author
    hears of it: from the receipt of a question, else by a message. Of what goes nobody else has to hear.
    """
    question, published = things.question(tx, thing), case.verdict is Verdict.APPROVED
    if isinstance(thing, Question):
        if published:
            publish(tx, thing)
        else:
            tx.questions.set_status(thing.id, Status.REMOVED)
            tx.removals.add(Removal(What.QUESTION, thing.id, Status.HELD, case.reason or ""))
            announcing.receipt(tx, tx.questions.get(thing.id) or thing, Urgency.NOTICE, fresh=True)
        return
    if isinstance(thing, Opinion) and published and tx.opinions.restore(thing.id):
        announcing.opinion_given(tx, question, thing)
    elif isinstance(thing, Opinion):
        tx.opinions.remove(thing.id)
    elif isinstance(thing, Update):
        _end_update(tx, question, thing, published=published)
    elif published:
        tx.replies.restore(thing.id)
        announcing.reply_given(tx, question, thing)
    else:
        tx.replies.remove(thing.id)
    if not published:
        tx.removals.add(Removal(things.kind(thing), thing.id, None, case.reason or ""))
        announcing.rejected(tx, question, thing)
    tx.outbox.put(What.CASE, case.id, thing.author, Urgency.NOTICE, fresh=True)


def publish(tx: Tx, question: Question) -> None:
    """A question that nobody has seen yet is open from now on, and its cards go out; its asker hears of it."""
    tx.questions.publish(question.id, rules.delay(tx, question.community_id))
    published = tx.questions.get(question.id) or question
    shelving.index(tx, published)
    announcing.question_posted(tx, published, again=True)
    appointments.begin(tx, published)


def _end_update(tx: Tx, question: Question, update: Update, *, published: bool) -> None:
    if not published:
        tx.updates.remove(update.id)
        return
    tx.updates.restore(update.id)
    if question.status is not Status.REMOVED:
        news.update_given(tx, question, update)
