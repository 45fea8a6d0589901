"""What stands in an outbox row → the card that is sent, made at the moment of sending.

The row holds ids only, so whatever was edited, removed or forgotten since it was written shows as it is now, and in
the language of whoever reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.cards import Card, Small
from bot.domain.communities import Community, Place, PlaceId, PlaceKind
from bot.domain.notifications import Mode
from bot.domain.opinions import Opinion
from bot.domain.people import Person, PersonId
from bot.domain.questions import Question
from bot.domain.threads import Reply, ReplyId
from bot.letters import PRIVATE, PUBLIC
from bot.letters.looks import Private, Public, Tools
from bot.ports.platform import Label, Platform, Sent
from bot.ports.records import Receipt, Recipient, Row, What
from bot.ports.store import Tx
from bot.services import announcing, notifications, reading, things
from bot.steps import Steps
from bot.traces import TracesOf
from bot.words import Words, speak


@dataclass(frozen=True, slots=True)
class Letter:
    """What to do with a row: show ``card`` (None: take away what stands) where ``standing`` stands, or anew.

    Exactly one of ``place`` and ``contact`` (sealed) says where to. ``thread`` and ``answers`` are the platform's ids
    of the thread it belongs in and of the message it natively replies to. ``opens`` is the name of a thread that must
    be opened first. ``gone`` is shown where what stands can't be taken away. ``closes`` is what
    the thread is called from now on, once the question was closed or taken back, ``reopens`` what it is called when it
    is opened again. ``labels`` go on the thread when it is opened or closed. ``written`` are messages of its author's
    that are taken away, as far as the platform lets us: moderators removed it. ``wanted`` is how its reader wants to be
    told of something new.
    """

    platform: str
    place: Place | None
    contact: str | None
    card: Card | None
    gone: Card
    standing: list[Receipt]
    thread: str | None = None
    answers: str | None = None
    opens: str | None = None
    closes: str | None = None
    reopens: str | None = None
    labels: tuple[Label, ...] = ()
    written: tuple[Receipt, ...] = ()
    wanted: Mode = Mode.EACH


class Composer:
    """Writes the letters. Beside the transaction it needs the forms, the platforms' public addresses, and the traces of
    people, which tell a moderator's next step.
    """

    def __init__(self, steps: Steps, platforms: Callable[[str], Platform | None], traces_of: TracesOf) -> None:
        self._platforms = platforms
        self._tools = Tools(steps, self._link, traces_of)

    def compose(self, tx: Tx, row: Row) -> Letter:
        """The letter of a row."""
        standing = [each for each in tx.receipts.of(row.recipient, row.what, row.subject) if each.ours]
        if row.to_place:
            return self._to_place(tx, row, tx.communities.place(PlaceId(row.recipient)), standing)
        person = tx.people.get(PersonId(row.recipient))
        words = speak(person.language)
        card = self._private(tx, row, person, words)
        answers = self._notice_answered(tx, row, person.id)
        contact = tx.people.contact(person.id) if person.reachable else None
        new = card is not None and contact is not None and (row.fresh or not standing)
        wanted = notifications.wanted(tx, person.id, row) if new else Mode.EACH
        return Letter(
            *(person.platform, None, contact, card, _gone_card(words), standing), answers=answers, wanted=wanted
        )

    def notice(self, tx: Tx, row: Row) -> Card | None:
        """What a row to a person shows, in their language; None where there is nothing to show any more."""
        person = tx.people.get(PersonId(row.recipient))
        return self._private(tx, row, person, speak(person.language))

    # ---- in a place

    def _to_place(self, tx: Tx, row: Row, place: Place, standing: list[Receipt]) -> Letter:
        words = speak("en")
        thread = next(iter(tx.receipts.of(place.id, What.THREAD, row.question_id or 0)), None)
        community = tx.communities.get(place.community_id)
        card = self._public(tx, row, words, community, place, standing=bool(standing))
        opens = None
        if (
            row.what in (What.QUESTION, What.WEEK)
            and place.kind is PlaceKind.FORUM
            and thread is None
            and card is not None
        ):
            opens = card.name
        asked = tx.questions.get(row.question_id) if row.question_id is not None else None
        over = row.what is What.QUESTION and asked is not None and not asked.takes_opinions
        written = _written(tx, row, place)
        if card is not None and written and not standing:
            card = None  # its author's own message stands there: it needs no carrying
        reopens = asked.title if row.what is What.THREAD and asked is not None and asked.takes_opinions else None
        return Letter(
            place.platform,
            place,
            None,
            card,
            _gone_card(words, by_moderators=_removed_by_moderators(tx, row)),
            standing,
            thread=thread.thread if thread else None,
            answers=None if row.what is What.QUESTION else _answered(tx, row, place, in_thread=thread is not None),
            opens=opens,
            closes=card.name if card is not None and over and thread is not None else None,
            reopens=reopens,
            labels=_labels(words, asked) if asked is not None else (),
            written=tuple(written) if card is None and _removed_by_moderators(tx, row) else (),
        )

    def _public(
        self, tx: Tx, row: Row, words: Words, community: Community, place: Place, *, standing: bool
    ) -> Card | None:
        maker = PUBLIC.get(row.what)
        return maker(Public(tx, row, words, community, place, standing, self._tools)) if maker is not None else None

    # ---- in private

    def _private(self, tx: Tx, row: Row, person: Person, words: Words) -> Card | None:
        maker = PRIVATE.get(row.what)
        return maker(Private(tx, row, words, person, self._tools)) if maker is not None else None

    def _notice_answered(self, tx: Tx, row: Row, person: PersonId) -> str | None:
        """A reply's notice hangs under the message it goes on from, where that was seen in this chat."""
        reply = tx.replies.get(ReplyId(row.subject)) if row.what is What.REPLY else None
        return _reply_target(tx, reply, person) if reply else None

    def _link(self, standing: reading.Standing) -> str | None:
        platform = self._platforms(standing.place.platform)
        if platform is None or standing.receipt is None:
            return None
        return platform.link(standing.place.address, Sent(standing.receipt.message, standing.receipt.thread))


def _labels(words: Words, question: Question) -> tuple[Label, ...]:
    """What is to be seen of a question on its thread: whether it still takes opinions, and its topic."""
    if question.takes_opinions:
        status = Label("status", "open", words("label-open"))
    else:
        status = Label("status", "closed", words("label-closed"))
    return (status, Label("topic", question.topic, question.topic)) if question.topic else (status,)


def _written(tx: Tx, row: Row, place: Place) -> list[Receipt]:
    """The messages that the author of an opinion or a reply wrote in this place."""
    thing = things.find(tx, row.what, row.subject) if row.what in (What.OPINION, What.REPLY) else None
    if not isinstance(thing, Opinion | Reply) or thing.place_id != place.id:
        return []
    return announcing.written(tx, thing)


def _removed_by_moderators(tx: Tx, row: Row) -> bool:
    return tx.removals.of(row.what, row.subject) is not None


def _gone_card(words: Words, *, by_moderators: bool = False) -> Card:
    return Card((Small(words("was-removed" if by_moderators else "was-taken-back")),))


def _answered(tx: Tx, row: Row, place: Place, *, in_thread: bool) -> str | None:
    """The message in this place that an opinion or a reply is to hang under."""
    if row.what in (What.OPINION, What.UPDATE):
        if in_thread:
            return None
        return _message(tx, place.id, What.QUESTION, row.question_id or 0)
    reply = tx.replies.get(ReplyId(row.subject))
    return _reply_target(tx, reply, place.id) if reply else None


def _reply_target(tx: Tx, reply: Reply, recipient: Recipient) -> str | None:
    """What a reply answers, as it stands with this recipient: the reply before it, else the opinion."""
    answered = _message(tx, recipient, What.REPLY, reply.answers) if reply.answers is not None else None
    return (
        answered
        or _message(tx, recipient, What.OPINION, reply.opinion_id)
        or next(
            (
                message
                for passage in tx.opinions.passages(reply.opinion_id)
                if (message := _message(tx, recipient, What.PASSAGE, passage.id))
            ),
            None,
        )
    )


def _message(tx: Tx, recipient: Recipient, what: What, subject: int) -> str | None:
    receipt = next(iter(tx.receipts.of(recipient, what, subject)), None)
    return receipt.message if receipt else None
