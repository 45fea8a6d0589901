"""Polling: one vote for each person in a question's poll, which they can change and take back while it takes opinions.

A vote is counted for its giver's category as they wear or chose it, and that is looked up and written down nowhere
else. Who is one of a few of their category counts among the others, like an anonymous opinion of theirs. What the rule
asks for when they vote holds for the poll from then on, also when the rule is lowered.
"""

from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.people import Caller
from bot.domain.polls import Poll
from bot.domain.questions import Question, QuestionId, must_be_open, must_stand
from bot.ports.store import Tx
from bot.services import announcing, categories, marks, permitting, rules


def vote(tx: Tx, caller: Caller, question: QuestionId, choice: int) -> tuple[Question, Poll, int | None]:
    """The caller chooses an option (its place, from 0); the one they have already is taken back.

    Returns the question, its poll, and what their vote is now.
    """
    found = must_be_open(tx.questions.get(question))
    poll = _poll(tx, found)
    if choice >= len(poll.options):
        raise Refused("button-old")
    before = chosen(tx, caller, found.id)
    if before != choice:
        permitting.must_be_free(tx, caller, found.community_id, in_public=False)
    mine = marks.of_ballot(caller, found.id)
    for each in mine:
        tx.polls.take_back(found.id, each)
    if before != choice:
        enough = rules.of(tx, found.community_id).lone_voice
        tx.polls.cast(found.id, mine[0], choice, _category(tx, found.community_id, caller), enough)
    announcing.question_changed(tx, found)
    return found, poll, None if before == choice else choice


def shown(tx: Tx, caller: Caller, question: QuestionId) -> tuple[Question, Poll, int | None]:
    """A question that can be read, its poll, and the caller's vote in it."""
    found = must_stand(tx.questions.get(question))
    return found, _poll(tx, found), chosen(tx, caller, found.id)


def chosen(tx: Tx, caller: Caller, question: QuestionId) -> int | None:
    """What the caller's vote is, whichever key of the vault its mark was made with; None for none."""
    ballots = (tx.polls.ballot(question, each) for each in marks.of_ballot(caller, question))
    return next((each for each in ballots if each is not None), None)


def _poll(tx: Tx, question: Question) -> Poll:
    poll = tx.polls.of(question.id)
    if poll is None:
        raise Refused("no-poll", number=question.number)
    return poll


def _category(tx: Tx, community: CommunityId, caller: Caller) -> str | None:
    home = tx.communities.get(community)
    category = categories.worn(tx, home, caller) or home.category(categories.chosen(tx, home, caller))
    return None if category is None or categories.is_lone(tx, home, category.key) else category.key
