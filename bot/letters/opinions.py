"""An opinion: carried to another place, and as a notice."""

from bot.cards import Card
from bot.domain.opinions import OpinionId
from bot.domain.questions import Status
from bot.letters.looks import Private, Public, gone, origin, rejected
from bot.ports.records import What
from bot.views import opinions, removals


def public(look: Public) -> Card | None:
    """As it stands where it was not written."""
    tx = look.tx
    opinion = tx.opinions.get(OpinionId(look.row.subject))
    if opinion is None or opinion.removed or gone(tx, opinion):
        return None
    return opinions.carried(look.words, look.community, opinion, origin(tx, opinion, look.place.platform))


def private(look: Private) -> Card | None:
    """The asker's notice; for its author, what moderators did with it. One that waits is announced to nobody."""
    tx = look.tx
    opinion = tx.opinions.get(OpinionId(look.row.subject))
    question = tx.questions.get(opinion.question_id) if opinion else None
    if opinion is None or question is None or question.status is Status.REMOVED:
        return None
    removal = tx.removals.of(What.OPINION, opinion.id)
    if look.person.id == opinion.author:  # back before they heard that it was gone: nothing has happened
        heard = removal is not None or look.heard or rejected(look)
        return removals.author(look.words, question, opinion, removal) if heard else None
    if opinion.held and not look.heard:
        return None
    community = tx.communities.get(question.community_id)
    written = origin(tx, opinion, None)
    return opinions.notice(look.words, community, question, opinion, written, by_moderators=removal is not None)
