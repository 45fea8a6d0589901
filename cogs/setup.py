"""Setting up: a public chat becomes a place, moves, loses the bot and gets it back."""

from bot.cards import Button, Card, Part, Say, Small, Title
from bot.cog import Answer, Call, Cog, Pass
from bot.domain.communities import CommunityId, Survey
from bot.domain.errors import Refused
from bot.domain.limits import LINK_MINUTES
from bot.events import Joined, Moved, Reach
from bot.services import reaching, setup

cog = Cog("setup")

MODERATORS = "moderators"
"""The word after ``/setup`` or a code that makes a chat the moderators' place."""


def _here(call: Call) -> tuple[str, Survey]:
    if call.where.place is None or call.survey is None:
        raise Refused("in-a-group", command="setup")
    return call.where.place, call.survey


@cog.command("setup", survey=True, private=False, public=True)
def set_up(call: Call, words: str) -> Answer:
    """Makes a community of the chat, with the defaults, or shows what stands."""
    address, survey = _here(call)
    if words.strip().casefold() == MODERATORS:
        return _for_moderators(call, address, survey)
    community, new = setup.set_up(call.tx, call.where.platform, address, survey)
    plurals = ", ".join(f"{each.emoji} {each.plural}" for each in community.categories)
    parts: tuple[Part, ...] = (
        Title(call.words("setup-done" if new else "setup-again", community=community.name)),
        Say(call.words("setup-settings", categories=plurals)),
        Small(call.words(f"setup-how-{survey.kind}")),
        *(Small(call.words(f"setup-note-{note}")) for note in survey.notes),
    )
    return Card(parts, ((Button(call.words("button-ask"), "ask", (community.id,), private=True),),), aloud=True)


def _for_moderators(call: Call, address: str, survey: Survey) -> Answer:
    """The chat becomes the moderators' place of the community in whose place this was said."""
    near = call.near()
    if near is None:
        raise Refused("moderators-how")
    call.must_moderate(near)
    setup.for_moderators(call.tx, near, call.where.platform, address, survey)
    return _moderators_here(call, near)


def _moderators_here(call: Call, community: CommunityId) -> Card:
    name = call.tx.communities.get(community).name
    return Card((Small(call.words("setup-moderators", community=name)),), aloud=True)


@cog.command("link", survey=True, private=False, public=True)
def link(call: Call, words: str) -> Answer:
    """Without a code: shows a moderator one. With it: the chat joins the community that the code is of."""
    address, survey = _here(call)
    if not words.strip():
        place = call.tx.communities.place_at(call.where.platform, address)
        if place is not None:
            call.must_moderate(place.community_id)  # who has the say in the moderators' chat alone does not
        made = setup.code(call.tx, call.where.platform, address, survey)
        return Card((Say(call.words("link-code", code=made, minutes=LINK_MINUTES)),))
    code, _, what = words.strip().partition(" ")
    if what.strip().casefold() == MODERATORS:
        joined = setup.link_moderators(call.tx, call.where.platform, address, survey, code)
        return _moderators_here(call, joined)
    community = setup.link(call.tx, call.where.platform, address, survey, words)
    return Card((Title(call.words("link-done", community=community.name)),), aloud=True)


@cog.on(Moved)
def moved(call: Call, event: Moved) -> Answer:
    """A group became a supergroup."""
    if call.where.place is not None:
        setup.move(call.tx, call.where.platform, call.where.place, event.address)
    return None


@cog.on(Joined)
def joined(call: Call, event: Joined) -> Answer:
    """The bot was added to a chat or taken out of it."""
    if call.where.place is not None:
        setup.presence(call.tx, call.where.platform, call.where.place, inside=event.inside)
    return None


@cog.on(Reach)
def reach(call: Call, event: Reach) -> Answer:
    """Somebody started the bot again: what waited for them goes out. That they stopped it is learnt when a message is
    refused."""
    if call.where.place is not None or not event.open:
        return Pass()
    for person in reaching.shut(call.tx, call.caller)[:1]:
        reaching.again(call.tx, person)
    return None
