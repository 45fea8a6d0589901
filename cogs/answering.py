"""Answering: in the thread under one's own name, or by "Have an opinion?" with or without it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import Card, Part, Say, Small, Toast
from bot.cog import Answer, Begin, Call, Cog, Form, Pass, choice, kept, paragraph
from bot.domain.communities import UNDECLARED, PlaceId
from bot.domain.errors import Refused
from bot.domain.limits import OPINION_MAX
from bot.domain.opinions import clean_text
from bot.domain.people import Face
from bot.domain.questions import Question, QuestionId, Status, must_be_open, must_stand
from bot.domain.updates import Update
from bot.ports.records import OpenForm
from bot.ports.store import Tx
from bot.services import answering, categories, permitting, proving, reading, reviewing, telltales, things
from bot.views import forms, names, questions
from bot.views import reviewing as reviews
from bot.words import Words

cog = Cog("answering")

RATHER_NOT = "rather-not"
NAMED, ANONYMOUS = "named", "anonymous"


def _question(tx: Tx, form: OpenForm) -> Question:
    return must_be_open(tx.questions.get(QuestionId(form.subject or 0)))


def kinds(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """ "I'm a Guy", "I'm a Girl", "Rather not say"; nothing for those who were asked before or whose badge decides."""
    question = tx.questions.get(QuestionId(form.subject or 0))
    if question is None or form.filled.get("decided"):
        return []
    if tx.people.category(form.person, question.community_id) is not None:
        return []
    community = tx.communities.get(question.community_id)
    known = [(each.key, words("button-i-am", category=each.singular)) for each in community.categories]
    return [*known, (RATHER_NOT, words("button-rather-not"))]


def voices(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """With or without one's name. Where the archive shows the question, the name is shown there as well."""
    on_web = tx.archive.has(QuestionId(form.subject or 0))
    return [(NAMED, words("button-named-web" if on_web else "button-named")), (ANONYMOUS, words("button-anonymous"))]


@dataclass(frozen=True)
class Opinion(Form):
    """What "Have an opinion?" asks for. ``decided`` says that what the person wears decides their category, and
    ``telltales`` keeps what in an anonymous one could give them away.
    """

    decided: str = kept()
    kind: str = choice(kinds)
    text: str = paragraph(clean_text, OPINION_MAX)
    named: str = choice(voices)
    telltales: str = kept()

    @classmethod
    def looked_over(cls, call: Call, form: OpenForm, *, shown: bool) -> Mapping[str, str]:
        """What in it could give the writer away, unless it goes under their name."""
        anonymous = form.filled.get("named") == ANONYMOUS
        found = telltales.found(call.caller, form.filled.get("text", "")) if anonymous else []
        return {"telltales": telltales.kept(found) if found or shown else ""}

    @classmethod
    def preview(cls, tx: Tx, words: Words, form: OpenForm) -> Card | None:
        """A warning, where there is something to warn of."""
        found = form.filled.get("telltales", "")
        return forms.warned(words, form, form.filled["text"], telltales.shown(found)) if found else None


@cog.pressed("answer", link=True)
def begin(call: Call, question: int) -> Answer:
    """Opens the form for a question."""
    found = must_be_open(call.tx.questions.get(QuestionId(question)))
    if call.caller.face_of(found.asker) is not None:
        raise Refused("own-question")
    permitting.must_be_free(call.tx, call.caller, found.community_id, in_public=False)
    call.tx.people.belong(call.caller.hidden, found.community_id)
    community = call.tx.communities.get(found.community_id)
    decided = categories.worn(call.tx, community, call.caller) is not None
    if not decided:
        categories.recall(call.tx, community, call.caller, Face.HIDDEN)
    return Begin(Opinion, subject=found.id, preset={"decided": "yes" if decided else ""})


@cog.command("answer")
def begin_by_number(call: Call, words: str) -> Answer:
    """The same by the question's number."""
    found = reading.numbered(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, "answer")
    return begin(call, found[0][1].id)


@cog.suggests("answer")
def which(call: Call, typed: str) -> list[tuple[str, str]]:
    """Open questions to choose from while the number is typed, one's own too, so that who looks on learns nothing."""
    found = reading.suggested(call.tx, call.caller, typed, call.near(), lambda each: each.status is Status.OPEN)
    return questions.suggestions(call.words, found)


@cog.submitted(Opinion)
def give(call: Call, filled: Opinion) -> Answer:
    """Takes the opinion; it is posted in every place."""
    form = call.tx.forms.get(call.form) if call.form is not None else None
    if form is None:
        raise Refused("form-gone")
    question = _question(call.tx, form)
    community = call.tx.communities.get(question.community_id)
    if filled.kind:
        kind = UNDECLARED if filled.kind == RATHER_NOT else filled.kind
        categories.choose(call.tx, call.caller, community, Face.HIDDEN, kind)
    named = filled.named == NAMED
    opinion = answering.answer(
        call.tx, call.caller, question.id, filled.text, named=named, source=call.sources.get("text")
    )
    told = reviewing.told(call.tx, opinion)
    if told is not None and told[0].held:
        return reviews.waits(call.words, *told)
    name = names.author(call.words, community, opinion.by)
    parts: list[Part] = [Say(call.words("opinion-taken", number=question.number, name=name))]
    if categories.is_shielded(call.tx, opinion):
        parts.append(Small(call.words("opinion-shielded")))
    if told is not None:
        parts += reviews.waits(call.words, *told).parts
    return Card(tuple(parts), instead=True)


@cog.said
def write(call: Call, text: str | None) -> Answer:
    """A top-level message in the thread of a question."""
    where = call.where
    if where.place is None or where.message is None or text is None:
        return Pass()
    place = call.tx.communities.place_at(where.platform, where.place)
    question = _asked_in(call, place.id) if place else None
    if place is None or question is None:
        return Pass()
    answering.write(call.tx, call.caller, question, text, place, where.message)
    return None


def _asked_in(call: Call, place: PlaceId) -> QuestionId | None:
    """The question whose thread it is in, or whose card it natively replies to; none that was taken back."""
    found: QuestionId | None = None
    if call.where.thread is not None:
        found = call.tx.receipts.thread(place, call.where.thread)
    elif call.where.answers is not None:
        receipt = call.tx.receipts.at(place, call.where.answers)
        thing = things.of_receipt(call.tx, receipt) if receipt is not None else None
        found = things.question(call.tx, thing).id if isinstance(thing, Question | Update) else _quoted(call)
    question = call.tx.questions.get(found) if found is not None else None
    return question.id if question is not None and question.status is not Status.REMOVED else None


def _quoted(call: Call) -> QuestionId | None:
    """The question of a card that was replied to and whose sending was never confirmed: now it is."""
    action, *args = call.where.quoted or ("",)
    known = action in ("iam", "ballot") and args and args[0].isdecimal() and len(args[0]) < 19
    question = call.tx.questions.get(QuestionId(int(args[0]))) if known else None
    return (
        question.id
        if question is not None and proving.prove(call.tx, question, call.where, call.where.answers)
        else None
    )


@cog.pressed("iam")
def choose(call: Call, question: int, key: str) -> Answer:
    """ "I'm a Guy", on a question's card."""
    asked = call.tx.questions.get(QuestionId(question))
    if (
        asked is not None
        and proving.prove(call.tx, asked, call.where, call.where.message)
        and asked.status is Status.REMOVED
    ):
        return Toast(call.words("refused-question-gone"))
    found = must_stand(asked)
    community = call.tx.communities.get(found.community_id)
    worn = categories.count_as_worn(call.tx, call.caller, community, Face.OPEN)
    if worn is not None:
        return Toast(call.words("you-wear", category=worn.singular))
    category = categories.choose(call.tx, call.caller, community, Face.OPEN, key)
    return Toast(call.words("you-are", category=category.singular if category else ""))
