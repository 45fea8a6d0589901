"""Every length that a person can run into, in characters as a person counts them (Unicode code points).

The figures of title and details are the product's; 4,096 is the longest message a Telegram user can write
(https://core.telegram.org/bots/api#message), so an opinion written in a thread is never too long.
"""

TITLE_MIN = 5
TITLE_MAX = 100
DETAILS_MAX = 4_000
TAKE_MIN = 200
TAKE_MAX = 12_000
OPINION_MAX = 4_096
OPINION_WHOLE = 16_000
"""Characters of an opinion with all that was added to it."""
CARRIED_MAX = 4_096
"""Characters of an opinion that a notice or a copy shows; "Read on" shows the rest."""
NAME_MAX = 64
"""A shown name is cut to this."""
PAGE_SIZE = 4
"""Opinions on one page of "Show all"."""
THREAD_PAGE = 10
"""Replies on one page of a single opinion."""
EXCERPT = 500
"""Characters of an opinion shown on a page before "Show all"; of a reply 150."""
REPLY_EXCERPT = 150
DETAILS_SHOWN = 700
"""Characters of a question's details above the opinions; "Read on" shows the rest."""
REPLIES_SHOWN = 2
"""Replies shown under an opinion before "Show all"."""
REPLIES_AN_HOUR = 60
"""What one person replies beyond this in an hour waits for a moderator: a lively talk stays far below."""
LINK_MINUTES = 10
"""How long a code of ``/link`` is good for."""
NOTICE_AGAIN_MINUTES = 60
"""An addition to an opinion edits its notice; after this long it is sent anew, so that it is noticed."""
UPDATE_MAX = 2_000
UPDATES_MAX = 50
"""Updates of one question, those that are gone included."""
UPDATES_ON_CARD = 3
"""The newest updates that a question's card shows."""
UPDATE_EXCERPT = 200
"""Characters of an older update that a card shows."""
CARD_TEXT = 3_400
"""Characters of people's own words on a card: with more it would not fit into one message on every platform."""
UPDATES_PAGE = 5
"""Updates on one page of all of them."""
