"""Asking: a finished form becomes a question with a number, and an asker can take it back."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from bot.domain import polls
from bot.domain.communities import Category, Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Caller, Face
from bot.domain.questions import Question, QuestionId, Status, clean_details, clean_title
from bot.ports.records import FormId, What
from bot.ports.store import Tx
from bot.services import announcing, cases, categories, forms, publishing, reading, rules, shelving

EVERYONE = "everyone"
"""The audience's value in the form when nobody in particular is asked."""
NO_TOPIC = "none"
"""The topic's value in the form when it is on none of them."""
HIDE, SHOW = "hide", "show"
"""Whether the asker's category shows, in the form."""


def post(tx: Tx, caller: Caller, form: FormId) -> Question:
    """Posts the question of a finished form of the caller's, and drops the form. Refuses what its fields refuse."""
    finished = forms.finished(tx, caller, form)
    filled = finished.filled
    community = publishing.into(tx, caller, finished)
    title, details = clean_title(filled["title"]), clean_details(filled.get("details", ""))
    wanted = filled.get("audience", EVERYONE)
    if wanted != EVERYONE and community.category(wanted) is None:
        raise Refused("audience-gone")
    audience = tuple(category.key for category in community.audience([wanted]))
    asked_as = shown_category(tx, community, filled)
    options = polls.options(polls.clean_options(filled["poll"])) if filled.get("poll") else ()
    topic = chosen_topic(tx, community.id, filled.get("topic", ""))
    draft = publishing.Draft(title, details, audience, asked_as, topic=topic, options=options)
    return publishing.publish(tx, caller, finished, community, Face.ASKING, draft)


def topics(tx: Tx, community: CommunityId) -> list[tuple[str, str]]:
    """The topics to choose from, each with a key that is short enough for a button."""
    return [(sha256(each.encode()).hexdigest()[:8], each) for each in rules.of(tx, community).topics]


def chosen_topic(tx: Tx, community: CommunityId, key: str) -> str | None:
    """The topic with this key, None where there is none (any more)."""
    return dict(topics(tx, community)).get(key)


def mine(tx: Tx, caller: Caller, among: Sequence[Community]) -> str:
    """The caller's category in each of these communities, as a form keeps it: "<community>:<key> …".

    It is looked up and written down nowhere else: the same choices stored with both faces in the same moment would
    tell that they belong together. What is worn is asked for where there is one community only, as that takes time.
    """
    known = []
    for community in among:
        category = categories.worn(tx, community, caller) if len(among) == 1 else None
        category = category or community.category(categories.chosen(tx, community, caller))
        if category is not None:
            known.append(f"{community.id}:{category.key}")
    return " ".join(known)


def may_show(tx: Tx, community: Community, filled: Mapping[str, str]) -> Category | None:
    """The asker's category, if they have one and it is not a lone voice's."""
    known = dict(each.split(":", 1) for each in filled.get("mine", "").split())
    category = community.category(known.get(str(community.id)))
    return category if category is not None and not categories.is_lone(tx, community, category.key) else None


def shown_category(tx: Tx, community: Community, filled: Mapping[str, str]) -> str | None:
    """The key of the category that a question shows its asker to be of; None unless they let it."""
    category = may_show(tx, community, filled) if filled.get("show") == SHOW else None
    return category.key if category is not None else None


def own(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """The caller's own question, also one that moderators removed; anybody else hears the same as if it were not
    there. The face that asked acts, so it can be reached."""
    found = mine_or_gone(tx, caller, question)
    caller.as_(caller.face_of(found.asker) or Face.ASKING)
    return found


def mine_or_gone(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """The same, where nothing of the face that asked may be written down: another face acts in the same moment."""
    found = tx.questions.get(question)
    face = caller.face_of(found.asker) if found is not None else None
    if found is None or _taken_back(tx, found) or face is None:
        raise Refused("question-gone")
    return found


def named(tx: Tx, caller: Caller, words: str, near: CommunityId | None = None) -> list[tuple[Community, Question]]:
    """The caller's own questions that "12" or "#12" means, one in each community at most, never none.

    Those that only they may know of are among them. Of what somebody else asked it says that they did not ask it.
    """
    digits = words.strip().removeprefix("#")
    among = reading.communities_of(tx, caller) if near is None else [tx.communities.get(near)]
    numbered = digits.isascii() and digits.isdigit() and len(digits) <= reading.NUMBER_DIGITS
    found = [(each, tx.questions.numbered(each.id, int(digits))) for each in among] if numbered else []
    mine = [
        (community, question)
        for community, question in found
        if question is not None and caller.face_of(question.asker) is not None and not _taken_back(tx, question)
    ]
    if not mine:
        reading.numbered(tx, caller, words, near)  # says what else is wrong with it
        raise Refused("not-asker", number=int(digits))
    return mine


def _taken_back(tx: Tx, question: Question) -> bool:
    """Whether it is gone for good; what moderators removed is not."""
    return question.status is Status.REMOVED and tx.removals.of(What.QUESTION, question.id) is None


def delete(tx: Tx, caller: Caller, question: QuestionId) -> Question:
    """Takes the caller's question back, everywhere; no moderator can restore it."""
    found = own(tx, caller, question)
    tx.questions.set_status(found.id, Status.REMOVED)
    tx.removals.drop(What.QUESTION, found.id)
    tx.pictures.take_down(found.id)
    shelving.index(tx, found)
    cases.withdraw(tx, found)
    announcing.question_removed(tx, found)
    return found
