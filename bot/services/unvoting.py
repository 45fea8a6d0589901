"""Unvoting: all votes of somebody are found, and taken back within a day of their wish to be forgotten.

No vote leads to anybody, so they are looked for: of everything that has votes, the mark that this person's would stand
under is made and looked up. That takes a while where there is much; it is done page by page, beside the writer. What
is found is taken back vote by vote, each in a unit of its own and in no order.

Until then the wish lies sealed among the other errands (`bot.services.forgetting`), with the traces that the marks are
made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import votes
from bot.domain.opinions import OpinionId
from bot.domain.questions import QuestionId
from bot.ports.keeping import ErrandId
from bot.ports.store import Tx
from bot.services import announcing

PAGE = 500
"""Things that are looked through in one unit of work."""
LOOKED_THROUGH = 20_000
"""The newest things with votes that somebody's own are looked for among while they wait: a fraction of a second."""
VOTES = "votes"
"""What an errand says instead of a person."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that was found: on an opinion, or in the poll of a question; under which mark."""

    subject: OpinionId | QuestionId
    in_poll: bool
    mark: str


def find(tx: Tx, traces: Sequence[str], most: int = LOOKED_THROUGH) -> list[Vote]:
    """The votes of whoever has one of these traces, of each kind among the newest ``most`` things that have any."""
    found: list[Vote] = []
    for in_poll in (False, True):
        before, looked = 0, 0
        while looked < most:
            more, before = page(tx, traces, before, in_poll=in_poll)
            found += more
            looked += PAGE
            if not before:
                break
    return found


def page(tx: Tx, traces: Sequence[str], before: int, *, in_poll: bool) -> tuple[list[Vote], int]:
    """The votes among a page of things older than ``before`` (0: the newest), and where the next page begins, or 0."""
    found = []
    if in_poll:
        asked = tx.polls.polled(before, PAGE)
        for question in asked:
            marks = [votes.ballot(trace, question) for trace in traces]
            found += [Vote(question, True, each) for each in marks if tx.polls.ballot(question, each) is not None]
        return found, asked[-1] if len(asked) == PAGE else 0
    given = tx.votes.voted(before, PAGE)
    for opinion in given:
        marks = [votes.mark(trace, opinion) for trace in traces]
        found += [Vote(opinion, False, each) for each in marks if tx.votes.has(opinion, each)]
    return found, given[-1] if len(given) == PAGE else 0


def take_back(tx: Tx, vote: Vote) -> None:
    """Takes one of them back, and the counts follow wherever they are shown."""
    if vote.in_poll:
        question = tx.questions.get(QuestionId(vote.subject))
        if tx.polls.take_back(QuestionId(vote.subject), vote.mark) and question is not None and question.public:
            announcing.question_changed(tx, question)
        return
    opinion = tx.opinions.get(OpinionId(vote.subject))
    if not tx.votes.take_back(OpinionId(vote.subject), vote.mark) or opinion is None or opinion.removed:
        return
    question = tx.questions.get(opinion.question_id)
    if question is not None and question.public:
        announcing.votes_changed(tx, question, opinion)
        announcing.question_changed(tx, question)


def errand(at: int, traces: Sequence[str]) -> str:
    """The wish, as it is kept: to be done from ``at`` on."""
    return f"{at:020} {VOTES} {' '.join(traces)}"


def due(tx: Tx) -> list[tuple[ErrandId, Sequence[str]]]:
    """The wishes whose moment has come, with the traces of whoever had them. Only reads."""
    told = [(errand, content.split()) for errand, content in tx.keeping.errands()]
    return [(errand, said[2:]) for errand, said in told if said[1] == VOTES and int(said[0]) <= tx.now]
