"""Asking: from a private thought to question #12."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import Card, Say, Toast
from bot.cog import Answer, Begin, Call, Cog, Form, Pass, choice, kept, line, paragraph, picture
from bot.domain.communities import CommunityId
from bot.domain.errors import Refused
from bot.domain.limits import DETAILS_MAX, TITLE_MAX
from bot.domain.polls import POLL_TYPED_MAX, clean_options, options
from bot.domain.questions import QuestionId, Status, clean_details, clean_title
from bot.ports.records import FormId, OpenForm
from bot.ports.store import Tx
from bot.services import announcing, archive, asking, forms, permitting, reading, reviewing, searching, telltales
from bot.views import questions
from bot.views import reviewing as reviews
from bot.words import Words

cog = Cog("asking")

AUDIENCES_MAX = 24
"""Categories to choose from beside everyone: a select on Discord takes 25 options."""


def communities(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """The communities that the form was begun with."""
    known = form.filled.get("among", "").split()
    here = tx.communities.on(tx.people.get(form.person).platform)
    return [(str(each.id), each.name) for each in here if str(each.id) in known]


def audiences(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """The categories' plurals, and everyone; of all communities that can be asked while none of them is chosen."""
    among = [key for key, _ in communities(tx, words, form)]
    chosen = form.filled.get("community", "")
    plurals: dict[str, dict[str, None]] = {}
    for key in [chosen] if chosen in among else among:
        for category in tx.communities.get(CommunityId(int(key))).categories:
            plurals.setdefault(category.key, {})[category.plural] = None
    known = [(key, " / ".join(names)) for key, names in plurals.items()]
    return [*known[:AUDIENCES_MAX], (asking.EVERYONE, words("everyone-button"))]


def topics(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """The community's topics, and none of them; nothing to choose where there are none, or no community is chosen."""
    chosen = form.filled.get("community", "")
    known = asking.topics(tx, CommunityId(int(chosen))) if chosen in form.filled.get("among", "").split() else []
    return [*known, (asking.NO_TOPIC, words("button-no-topic"))] if known else []


def shows(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """Whether the asker's category shows; nothing to choose where it would tell too much, or there is none."""
    chosen = form.filled.get("community", "")
    among = form.filled.get("among", "").split()
    community = tx.communities.get(CommunityId(int(chosen))) if chosen in among else None
    category = asking.may_show(tx, community, form.filled) if community else None
    if category is None:
        return []
    return [
        (asking.HIDE, words("button-show-nothing")),
        (asking.SHOW, words("button-show-category", category=category.singular)),
    ]


@dataclass(frozen=True)
class Ask(Form):
    """What a question consists of.

    ``mine`` is the asker's category in each community that can be asked, ``telltales`` what could give them away. With
    ``web`` the preview has said that the archive shows it; opened after that, it does not.
    """

    among: str = kept()
    community: str = choice(communities)
    audience: str = choice(audiences)
    topic: str = choice(topics, default=asking.NO_TOPIC)
    title: str = line(clean_title, TITLE_MAX)
    details: str = paragraph(clean_details, DETAILS_MAX, optional=True)
    poll: str = paragraph(clean_options, POLL_TYPED_MAX, optional=True, spare=True)
    image: str = picture()
    mine: str = kept()
    show: str = choice(shows, default=asking.HIDE)
    telltales: str = kept()
    web: str = kept()

    @classmethod
    def note(cls, tx: Tx, words: Words, form: OpenForm) -> str | None:
        """That there is a picture already."""
        return words("form-ask-pictured") if tx.pictures.of_form(form.id) is not None else None

    @classmethod
    def looked_over(cls, call: Call, form: OpenForm, *, shown: bool) -> Mapping[str, str]:
        """What in it could give the asker away."""
        found = telltales.found(call.caller, *(form.filled.get(each, "") for each in ("title", "details", "poll")))
        return {"telltales": telltales.kept(found), "web": archive.told(call.tx, form.filled.get("community", ""))}

    @classmethod
    def preview(cls, tx: Tx, words: Words, form: OpenForm) -> Card:
        """The card as it will be published, a warning of what in it could give the asker away, and what is like it."""
        if not form.filled["community"]:
            raise Refused("no-community")
        community = tx.communities.get(CommunityId(int(form.filled["community"])))
        audience = tuple(each.key for each in community.audience([form.filled.get("audience", "")]))
        near = searching.answered(tx, community.id, form.filled["title"], form.filled.get("details", ""))
        return questions.preview(
            words,
            community,
            audience,
            form.filled["title"],
            form.filled.get("details", ""),
            form.id,
            asking.shown_category(tx, community, form.filled),
            telltales.shown(form.filled.get("telltales", "")),
            tx.pictures.of_form(form.id),
            asking.chosen_topic(tx, community.id, form.filled.get("topic", "")),
            near,
            options(form.filled.get("poll", "")),
            on_web=bool(form.filled.get("web")) and tx.archive.slug(community.id) is not None,
        )


@cog.command("ask")
def begin(call: Call, words: str) -> Answer:
    """Opens the form; whoever asks in a place of a community asks that one."""
    return _begin(call, call.near())


@cog.pressed("ask", link=True)
def begin_by_button(call: Call, community: int = 0) -> Answer:
    """The same from a button, which may name the community."""
    return _begin(call, community or call.near())


def _begin(call: Call, community: int | None) -> Answer:
    if any(each.id == community for each in call.tx.communities.on(call.where.platform)):
        permitting.must_be_free(call.tx, call.caller, CommunityId(int(community or 0)), in_public=False)
        mine = asking.mine(call.tx, call.caller, [call.tx.communities.get(CommunityId(int(community or 0)))])
        return Begin(Ask, preset={"among": str(community), "community": str(community), "mine": mine})
    return Begin(Ask, preset=_among(call))


@cog.said
def offered(call: Call, text: str | None) -> Answer:
    """Somebody writes without being asked to: their words are kept, and a button offers to ask them."""
    if call.where.place is not None:
        return Pass()
    if text is None:
        raise Refused("text-only")
    form = forms.offer(call.tx, call.caller, "ask", text, _among(call))
    image = call.picture()
    if image is not None:
        call.tx.pictures.sketch(form, image)
    return None


def _among(call: Call) -> dict[str, str]:
    """The communities somebody may ask: those a face of theirs was seen in, or all on their platform, if these are few.

    They are looked up each time and kept in the sealed form only: the same set of communities stored with two faces
    would tell that they belong together.
    """
    among = reading.communities_of(call.tx, call.caller)
    if not among:
        raise Refused("no-community" if not call.tx.communities.on(call.where.platform) else "community-unknown")
    if len(among) == 1:
        permitting.must_be_free(call.tx, call.caller, among[0].id, in_public=False)
    return {"among": " ".join(str(each.id) for each in among), "mine": asking.mine(call.tx, call.caller, among)}


@cog.submitted(Ask)
def finished(call: Call, filled: Ask) -> Answer:
    """A question is posted from its preview, never straight from the form."""
    raise Refused("form-ready", form="ask")


@cog.pressed("post")
def post(call: Call, form: int) -> Answer:
    """Posts it. The receipt comes by itself."""
    question = asking.post(call.tx, call.caller, FormId(form))
    told = reviewing.told(call.tx, question)
    if told is not None and question.status is Status.HELD:
        return reviews.waits(call.words, *told)
    if question.status is Status.WAITING:
        return Card((Say(call.words("posted-later", number=question.number)),), instead=True)
    return Card((Say(call.words("posted", number=question.number)),), instead=True)


@cog.pressed("again")
def again(call: Call, question: int) -> Answer:
    """The asker wants the cards of which nobody knows whether they arrived posted once more."""
    found = asking.own(call.tx, call.caller, QuestionId(question))
    permitting.must_be_free(call.tx, call.caller, found.community_id, in_public=False)
    return Toast(call.words("posting-again" if announcing.post_again(call.tx, found) else "nothing-to-post"))


@cog.pressed("delete")
def ask_to_delete(call: Call, question: int) -> Answer:
    """Asks once before a question is taken back."""
    return questions.confirm_delete(call.words, asking.own(call.tx, call.caller, QuestionId(question)))


@cog.pressed("deleted")
def delete(call: Call, question: int) -> Answer:
    """Takes it back everywhere."""
    found = asking.delete(call.tx, call.caller, QuestionId(question))
    return Card((Say(call.words("deleted", number=found.number)),), instead=True)


@cog.pressed("keep")
def keep(call: Call, question: int) -> Answer:
    """They thought better of it."""
    return Card((Say(call.words("kept")),), instead=True)
