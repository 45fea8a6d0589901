"""Setting up: a public chat becomes a place, moves, loses the bot and gets it back."""

from bot.cards import Button, Card, Part, Say, Small, Title
from bot.cog import Answer, Call, Cog, Pass
from bot.domain.communities import Survey
from bot.domain.errors import Refused
from bot.domain.limits import LINK_MINUTES
from bot.domain.people import Face
from bot.events import Joined, Moved, Reach
from bot.services import setup

cog = Cog("setup")


def _here(call: Call) -> tuple[str, Survey]:
    if call.where.place is None or call.survey is None:
        raise Refused("in-a-group", command="setup")
    return call.where.place, call.survey


@cog.command("setup", survey=True, private=False, public=True)
def set_up(call: Call, words: str) -> Answer:
    """Makes a community of the chat, with the defaults, or shows what stands."""
    address, survey = _here(call)
    community, new = setup.set_up(call.tx, call.where.platform, address, survey)
    plurals = ", ".join(f"{each.emoji} {each.plural}" for each in community.categories)
    parts: tuple[Part, ...] = (
        Title(call.words("setup-done" if new else "setup-again", community=community.name)),
        Say(call.words("setup-settings", categories=plurals)),
        Small(call.words(f"setup-how-{survey.kind}")),
    )
    return Card(parts, ((Button(call.words("button-ask"), "ask", (community.id,), private=True),),), aloud=True)


@cog.command("link", survey=True, private=False, public=True)
def link(call: Call, words: str) -> Answer:
    """Without a code: shows a moderator one. With it: the chat joins the community that the code is of."""
    address, survey = _here(call)
    if not words.strip():
        made = setup.code(call.tx, call.where.platform, address, survey)
        return Card((Say(call.words("link-code", code=made, minutes=LINK_MINUTES)),))
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
    """Somebody started the bot again: what waited for them goes out.

    That they stopped it is learnt per face, when a message is refused: written down for both at once it would tell
    that they belong together.
    """
    if call.where.place is not None or not event.open:
        return Pass()
    for face in Face:
        person = call.caller.found(face)
        if person is not None:
            call.tx.people.set_reachable(person, reachable=True)
            call.tx.outbox.revive(person)
    return None
