"""What an outbox row shows, one maker for each kind of thing: in a place, and in private.

A maker gets a look at what it needs and returns a card, or None where there is nothing to show (any more). To add a
kind of thing, write its makers in the file of its noun and put them into these tables.
"""

from bot.letters import (
    cases,
    digests,
    forms,
    happened,
    news,
    nudging,
    opinions,
    questions,
    replies,
    sanctions,
    thanks,
    updates,
    weekly,
)
from bot.letters.looks import PrivateMaker, PublicMaker
from bot.ports.records import What

PUBLIC: dict[What, PublicMaker] = {
    What.QUESTION: questions.public,
    What.OPINION: opinions.public,
    What.REPLY: replies.public,
    What.CASE: cases.public,
    What.SANCTION: sanctions.public,
    What.WEEK: weekly.public,
    What.UPDATE: updates.public,
}
"""What stands in a place. Of what has no maker here (`What.THREAD`) nothing is shown."""

PRIVATE: dict[What, PrivateMaker] = {
    What.FORM: forms.private,
    What.QUESTION: questions.private,
    What.OPINION: opinions.private,
    What.REPLY: replies.private,
    What.CASE: cases.private,
    What.SANCTION: sanctions.private,
    What.HAPPENED: happened.private,
    What.NUDGE: nudging.private,
    What.UPDATE: updates.private,
    What.NEWS: news.private,
    What.DIGEST: digests.private,
    What.THANKS: thanks.private,
}
"""What a person reads in their chat with the bot."""
