"""Welcome: what the bot is, for whoever meets it."""

from bot.cards import Button, Card, Say, Small, Style, Title
from bot.cog import Answer, Call, Cog

cog = Cog("welcome")


@cog.command("start")
def start(call: Call, words: str) -> Answer:
    """The first words somebody reads."""
    say = call.words
    return Card((Title(say("start-title")), Say(say("start"))), (_first_steps(call),))


@cog.pressed("hello", link=True)
def hello(call: Call) -> Answer:
    """The same, for those who come from a group by a button."""
    return start(call, "")


@cog.command("help")
def help_(call: Call, words: str) -> Answer:
    """What can be done."""
    say = call.words
    parts = (Title(say("help-title")), Say(say("help", platform=call.where.platform)), Small(say("help-moderators")))
    return Card(parts, (_first_steps(call),))


def _first_steps(call: Call) -> tuple[Button, ...]:
    say = call.words
    return (Button(say("button-ask"), "ask", style=Style.PRIMARY), Button(say("button-privacy"), "privacy"))
