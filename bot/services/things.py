"""Things: what somebody wrote, and can be reported, held, removed: a question, an opinion, a reply, an update."""

from hashlib import sha256

from bot.domain.cases import Case
from bot.domain.communities import CommunityId
from bot.domain.opinions import Opinion, OpinionId, PassageId
from bot.domain.people import Face, PersonId
from bot.domain.pictures import Image
from bot.domain.polls import Poll
from bot.domain.questions import Question, QuestionId, Status
from bot.domain.threads import Reply, ReplyId, Role
from bot.domain.updates import Update, UpdateId
from bot.ports.records import Receipt, What
from bot.ports.store import Tx

Thing = Question | Opinion | Reply | Update


def find(tx: Tx, what: str, subject: int) -> Thing | None:
    """The thing, standing or not; None for what there never was."""
    if what == What.QUESTION:
        return tx.questions.get(QuestionId(subject))
    if what == What.OPINION:
        return tx.opinions.get(OpinionId(subject))
    if what == What.REPLY:
        return tx.replies.get(ReplyId(subject))
    if what == What.UPDATE:
        return tx.updates.get(UpdateId(subject))
    return None


def about(tx: Tx, case: Case) -> Thing | None:
    """What a case is about."""
    return find(tx, case.what, case.subject)


def of_receipt(tx: Tx, receipt: Receipt) -> Thing | None:
    """What a message is, or is part of."""
    if receipt.what is What.PASSAGE:
        passage = tx.opinions.passage(PassageId(receipt.subject))
        return tx.opinions.get(passage.opinion_id) if passage else None
    return find(tx, receipt.what, receipt.subject)


def kind(thing: Thing) -> What:
    """What kind of thing it is."""
    if isinstance(thing, Question):
        return What.QUESTION
    if isinstance(thing, Update):
        return What.UPDATE
    return What.OPINION if isinstance(thing, Opinion) else What.REPLY


def question(tx: Tx, thing: Thing) -> Question:
    """The question that it is, or belongs to."""
    found = thing if isinstance(thing, Question) else tx.questions.get(thing.question_id)
    assert found is not None
    return found


def picture(tx: Tx, thing: Thing) -> Image | None:
    """The picture that goes with it."""
    return tx.pictures.of(thing.id) if isinstance(thing, Question) else None


def poll(tx: Tx, thing: Thing) -> Poll | None:
    """The poll that goes with it."""
    return tx.polls.of(thing.id) if isinstance(thing, Question) else None


def community(tx: Tx, thing: Thing) -> CommunityId:
    """The community it belongs to."""
    return question(tx, thing).community_id


def author(thing: Thing) -> PersonId:
    """Who wrote it, as the store knows them."""
    return thing.asker if isinstance(thing, Question) else thing.author


def face(thing: Thing) -> Face:
    """Which face of its author it shows."""
    if isinstance(thing, Question):
        return Face.ASKING if thing.name is None else Face.OPEN
    if isinstance(thing, Update) or (isinstance(thing, Reply) and thing.role is not Role.MEMBER):
        return Face.ASKING
    return Face.HIDDEN if thing.by.name is None else Face.OPEN


def anonymous(thing: Thing) -> bool:
    """Whether it stands without its author's name."""
    if isinstance(thing, Update):
        return True
    return (thing.name if isinstance(thing, Question) else thing.by.name) is None


def stands(thing: Thing) -> bool:
    """Whether it is there to be seen: neither taken away nor waiting."""
    return thing.public if isinstance(thing, Question) else not thing.removed


def gist(thing: Thing) -> str:
    """Eight hexadecimal digits that are others once its words are others: what was read is what is decided."""
    text = f"{thing.title}\n{thing.details}" if isinstance(thing, Question) else thing.text
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def held(thing: Thing) -> bool:
    """Whether it waits for a moderator."""
    return thing.status is Status.HELD if isinstance(thing, Question) else thing.held
