"""A reply: carried to the thread in a place, and as a notice."""

from bot.cards import Card
from bot.domain.questions import Status
from bot.domain.threads import ReplyId
from bot.letters.looks import Private, Public, gone, origin, rejected
from bot.ports.records import What
from bot.views import removals, replies


def public(look: Public) -> Card | None:
    """As it stands where it was not written."""
    tx = look.tx
    reply = tx.replies.get(ReplyId(look.row.subject))
    if reply is None or reply.removed or gone(tx, reply):
        return None
    return replies.carried(look.words, look.community, reply, origin(tx, reply, look.place.platform))


def private(look: Private) -> Card | None:
    """The notice of whoever takes part; for its author, what moderators did with it. One that waits is announced to
    nobody.
    """
    tx = look.tx
    reply = tx.replies.get(ReplyId(look.row.subject))
    question = tx.questions.get(reply.question_id) if reply else None
    if reply is None or question is None or question.status is Status.REMOVED:
        return None
    removal = tx.removals.of(What.REPLY, reply.id)
    if look.person.id == reply.author:  # back before they heard that it was gone: nothing has happened
        heard = removal is not None or look.heard or rejected(look)
        return removals.author(look.words, question, reply, removal) if heard else None
    if reply.held and not look.heard:
        return None
    community = tx.communities.get(question.community_id)
    written = origin(tx, reply, None)
    return replies.notice(look.words, community, question, reply, written, by_moderators=removal is not None)
