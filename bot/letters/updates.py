"""An update: in the threads, and as a notice for those who keep up with the question."""

from bot.cards import Card
from bot.domain.updates import UpdateId
from bot.letters.looks import Private, Public, gone
from bot.ports.records import What
from bot.views import removals, updates


def public(look: Public) -> Card | None:
    """As it stands in a thread."""
    update = look.tx.updates.get(UpdateId(look.row.subject))
    if update is None or update.removed or gone(look.tx, update):
        return None
    return updates.carried(look.words, update)


def private(look: Private) -> Card | None:
    """The notice; for its author, what moderators did with it. One that nobody was told of is not announced as gone."""
    tx = look.tx
    update = tx.updates.get(UpdateId(look.row.subject))
    if update is None or gone(tx, update):
        return None
    question = tx.questions.get(update.question_id)
    assert question is not None
    removal = tx.removals.of(What.UPDATE, update.id)
    if look.person.id == update.author:
        return removals.author(look.words, question, update, removal)
    if not update.removed:
        followed = tx.follows.get(question.id, look.person.id) is not None
        return updates.notice(look.words, question, update, followed=followed)
    told = any(each.ours for each in tx.receipts.of(look.person.id, What.UPDATE, update.id))
    return updates.gone(look.words, question, by_moderators=removal is not None) if told else None
