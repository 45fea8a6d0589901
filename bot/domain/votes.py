"""Votes: one for each person and subject, however they give it, and nobody can tell whose it is.

A vote may come from a public reaction, which leads to an account. So it stands under none of the person's faces, but
under a **mark** that their trace makes for this subject alone: whoever has no key can follow nobody from one vote to
another, and whoever has it recognises a second vote of the same person.
"""

import hmac

from bot.domain.errors import Refused
from bot.domain.opinions import Opinion, OpinionId
from bot.domain.questions import QuestionId


def mark(trace: str, opinion: OpinionId) -> str:
    """Under what a vote on an opinion stands."""
    return _mark(trace, f"vote:{opinion}")


def ballot(trace: str, question: QuestionId) -> str:
    """Under what a vote in a question's poll stands."""
    return _mark(trace, f"poll:{question}")


def _mark(trace: str, purpose: str) -> str:
    return hmac.digest(trace.encode(), purpose.encode(), "sha256").hex()


def must_stand(opinion: Opinion | None) -> Opinion:
    """The opinion itself, if it is there to be read; refuses a removed, a held and an unknown one alike."""
    if opinion is None or opinion.removed:
        raise Refused("opinion-gone")
    return opinion
