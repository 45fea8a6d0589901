"""Marks: by what a caller's votes are known again, under each key of the vault.

A mark can't be made anew when the vault gets another key: only the voter's account could do that, and no vote leads
there. So all marks that the caller can have are looked for, the newest key's first.
"""

from collections.abc import Sequence

from bot.domain import votes
from bot.domain.opinions import OpinionId
from bot.domain.people import Caller
from bot.domain.questions import QuestionId
from bot.ports.store import Tx


def of_vote(caller: Caller, opinion: OpinionId) -> Sequence[str]:
    """The marks under which the caller's vote on an opinion can stand."""
    return [votes.mark(trace, opinion) for trace in caller.traces]


def of_ballot(caller: Caller, question: QuestionId) -> Sequence[str]:
    """The same for their vote in a question's poll."""
    return [votes.ballot(trace, question) for trace in caller.traces]


def voted(tx: Tx, caller: Caller, opinion: OpinionId) -> bool:
    """Whether the caller has a vote on an opinion."""
    return any(tx.votes.has(opinion, each) for each in of_vote(caller, opinion))
