"""Welcome: what the bot is, for whoever meets it."""

from bot.cards import Button, Card, Say, Style, Title
from bot.cog import Answer, Call, Cog

cog = Cog("welcome")


@cog.command("start")
def start(call: Call, words: str) -> Answer:
    """The first words somebody reads."""
    say = call.words
    buttons = (
        Button(say("button-ask"), "ask", style=Style.PRIMARY),
        Button(say("button-privacy"), "privacy"),
    )
    return Card((Title(say("start-title")), Say(say("start"))), (buttons,))


@cog.pressed("hello", link=True)
def hello(call: Call) -> Answer:
    """The same, for those who come from a group by a button."""
    return start(call, "")


@cog.command("help")
def help_(call: Call, words: str) -> Answer:
    """What can be done."""
    return Card((Title(call.words("help-title")), Say(call.words("help"))))
