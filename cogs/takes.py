"""Takes: a member writes at length, with or without their name; and the list of what was written."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import Card, Say
from bot.cog import Answer, Begin, Call, Cog, Form, choice, kept, line, paragraph
from bot.domain.communities import Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.limits import TITLE_MAX
from bot.domain.questions import QuestionId, Status, clean_title
from bot.domain.takes import PART_MAX, clean_beginning, clean_part
from bot.ports.records import FormId, OpenForm
from bot.ports.store import Tx
from bot.services import archive, asking, permitting, reading, reviewing, takes, telltales
from bot.views import reviewing as reviews
from bot.views import takes as views
from bot.words import Words

cog = Cog("takes")


def signs(tx: Tx, words: Words, form: OpenForm) -> list[tuple[str, str]]:
    """With one's name, without it, or with no more than one's category, where that does not tell too much."""
    community = tx.communities.get(CommunityId(int(form.filled["community"])))
    category = asking.may_show(tx, community, form.filled)
    on_web = tx.archive.slug(community.id) is not None
    signed = [
        (takes.NAMED, words("button-named-web" if on_web else "button-named")),
        (takes.ANONYMOUS, words("button-anonymous")),
    ]
    if category is not None:
        signed.append((takes.SHOWN, words("button-show-only", category=category.singular)))
    return signed


@dataclass(frozen=True)
class Take(Form):
    """What a take consists of. ``mine`` is its writer's category, ``signed`` how it will be signed, in words, and
    ``telltales`` what could give away whoever wants to stay unnamed, ``web`` that the preview has said that the archive
    shows it.
    """

    community: str = kept()
    title: str = line(clean_title, TITLE_MAX)
    text: str = paragraph(clean_beginning, PART_MAX)
    more: str = paragraph(clean_part, PART_MAX, optional=True)
    rest: str = paragraph(clean_part, PART_MAX, optional=True, after="more")
    mine: str = kept()
    sign: str = choice(signs)
    name: str = kept()
    telltales: str = kept()
    web: str = kept()

    @classmethod
    def looked_over(cls, call: Call, form: OpenForm, *, shown: bool) -> Mapping[str, str]:
        """The name it goes under; or what in it could give away whoever gives none."""
        web = archive.told(call.tx, form.filled.get("community", ""))
        if form.filled.get("sign") == takes.NAMED:
            return {"name": call.caller.name, "telltales": "", "web": web}
        found = telltales.found(call.caller, form.filled.get("title", ""), takes.text_of(form))
        return {"name": "", "telltales": telltales.kept(found), "web": web}

    @classmethod
    def preview(cls, tx: Tx, words: Words, form: OpenForm) -> Card:
        """The card as it will be published."""
        community = tx.communities.get(CommunityId(int(form.filled["community"])))
        found = telltales.shown(form.filled.get("telltales", ""))
        return views.preview(
            *(words, community, form.filled["title"], takes.text_of(form), form.id),
            *(_signed(tx, words, community, form), found),
            on_web=bool(form.filled.get("web")) and tx.archive.slug(community.id) is not None,
        )


def _signed(tx: Tx, words: Words, community: Community, form: OpenForm) -> str:
    if form.filled.get("name"):
        return words("preview-signed", name=form.filled["name"])
    category = asking.may_show(tx, community, form.filled) if form.filled.get("sign") == takes.SHOWN else None
    return words("preview-signed-one", category=category.singular) if category else words("preview-signed-nobody")


@cog.command("take")
def begin(call: Call, words: str) -> Answer:
    """Opens the form, for the community that is near or the only one; else asks for which."""
    among = _among(call)
    if len(among) > 1:
        return views.which(call.words, among, "begin-take")
    return begin_in(call, among[0].id)


@cog.pressed("begin-take", link=True)
def begin_in(call: Call, community: int) -> Answer:
    """The same for one community."""
    found = next((each for each in _here(call) if each.id == community), None)
    if found is None:
        raise Refused("button-old")
    permitting.must_be_free(call.tx, call.caller, found.id, in_public=False)
    mine = asking.mine(call.tx, call.caller, [found])
    return Begin(Take, preset={"community": str(found.id), "mine": mine})


@cog.submitted(Take)
def finished(call: Call, filled: Take) -> Answer:
    """A take is posted from its preview, never straight from the form."""
    raise Refused("form-ready", form="take")


@cog.pressed("publish")
def publish(call: Call, form: int) -> Answer:
    """Posts it. The receipt comes by itself."""
    take = takes.post(call.tx, call.caller, FormId(form))
    told = reviewing.told(call.tx, take)
    if told is not None and take.status is Status.HELD:
        return reviews.waits(call.words, *told)
    said = "posted-later" if take.status is Status.WAITING else "posted"
    return Card((Say(call.words(said, number=take.number)),), instead=True)


@cog.command("takes")
def by_command(call: Call, words: str) -> Answer:
    """``/takes``: the newest of the community that is near or the only one; else asks which."""
    among = _among(call)
    if len(among) > 1:
        return views.which(call.words, among, "takes")
    return _listed(call, among[0], None)


@cog.pressed("takes", reads=True, link=True)
def turn(call: Call, community: int, below: int = 0) -> Answer:
    """Another page of them."""
    found = next((each for each in _here(call) if each.id == community), None)
    if found is None:
        raise Refused("button-old")
    return _listed(call, found, below or None)


@cog.pressed("take", reads=True, link=True)
def read(call: Call, take: int, page: int = 0) -> Answer:
    """A take's text, page by page."""
    community, found = takes.reading(call.tx, QuestionId(take))
    pages = takes.pages(found.details)
    at = min(max(page, 0), len(pages) - 1)
    before, after = at - 1 if at else None, at + 1 if at + 1 < len(pages) else None
    return views.whole(call.words, community, found, pages[at], before, after)


def _listed(call: Call, community: Community, below: int | None) -> Answer:
    found, more = takes.latest(call.tx, community, below)
    return views.listed(call.words, community, found, below, more=more)


def _here(call: Call) -> list[Community]:
    return call.tx.communities.on(call.where.platform)


def _among(call: Call) -> list[Community]:
    """The communities that can be meant: the one nearby, or those the caller is known in. Never none."""
    near = call.near()
    if near is not None:
        return [call.tx.communities.get(near)]
    among = reading.communities_of(call.tx, call.caller)
    if not among:
        raise Refused("no-community" if not _here(call) else "community-unknown")
    return among
