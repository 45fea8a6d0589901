"""Shelving: how the shelves that search looks at come to hold what they hold (`bot.services.searching`).

Whatever publishes, changes, takes away or puts back a question, or what was added to it, says so here, in the same unit
of work, so that what is found is what stands. What is removed or held is on no shelf. What waits for its moment is: it
must be found when that comes, and nothing happens then that could put it there.

Takes lie on a shelf of their own. Their cards recommend nothing.
"""

from bot.domain.communities import CommunityId
from bot.domain.questions import Question, Status
from bot.domain.relevance import KINDS
from bot.plain import stems
from bot.ports.store import Tx
from bot.services import announcing, rules, searching

SHELVED = (Status.OPEN, Status.CLOSED, Status.WAITING)


def index(tx: Tx, question: Question) -> None:
    """A question was published, changed, taken away or put back: it is found as it is now, or not at all.

    What its own card recommends is decided now. Cards that recommend it are drawn again.
    """
    now = tx.questions.get(question.id)
    stood, stands = tx.search.drop(question.id), now is not None and now.status in SHELVED
    if now is not None and stands:
        _put(tx, now)
        near = [] if now.is_take else searching.related(tx, now, hurried=True)
        tx.search.set_related(now.id, [each.id for each in near])
    if stood is stands:
        return
    for each in tx.search.recommending(question.id):
        other = tx.questions.get(each)
        if other is not None and other.public:
            announcing.question_changed(tx, other)


def forget(tx: Tx, question: Question) -> None:
    """Nothing of its words is left, and it is recommended nowhere."""
    index(tx, question)
    tx.search.forget(question.id)


def fill(tx: Tx, limit: int) -> bool:
    """Puts some questions on a shelf that is to be filled, or filled anew; False if there is none."""
    shelf = tx.search.unfilled()
    if shelf is None:
        return False
    following = tx.search.following(shelf, limit)
    for question in following:
        tx.search.drop(question.id)
        if question.status in SHELVED:
            _put(tx, question)
    tx.search.filled(shelf.id, following[-1].id if len(following) == limit else None)
    return True


def relearn(tx: Tx, community: CommunityId) -> None:
    """The community's language changed: its shelf is to be filled anew."""
    language = rules.of(tx, community).language
    for kind in KINDS:
        shelf = tx.search.shelf(community, kind)
        if shelf is not None and shelf.language != language:
            tx.search.refill(shelf.id, language)


def _put(tx: Tx, question: Question) -> None:
    shelf = tx.search.shelf(question.community_id, question.kind)
    if shelf is None:
        shelf = tx.search.add_shelf(question.community_id, question.kind, rules.of(tx, question.community_id).language)
    title, body = (stems.words(text, shelf.language) for text in (question.title, searching.body(tx, question)))
    tx.search.put(shelf.id, question.id, title, body)
