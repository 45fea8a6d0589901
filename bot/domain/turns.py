"""Turns: what a question can take, beside what is said under it. Those who follow it hear of each."""

from enum import StrEnum


class Turn(StrEnum):
    """The values are stored and never change."""

    CLOSED = "closed"
    REOPENED = "reopened"
    HELPFUL = "helpful"
    """Its asker chose the most helpful opinion of a category. Of which one is not told: it may be a lone voice's."""
