"""One community on two platforms: a Telegram group and the playground's board."""

from pathlib import Path

from bot.cards import Button, Card, Said
from bot.platforms.playground.events import Gestures
from bot.platforms.playground.memory import Message
from bot.platforms.playground.personas import STANDING, Persona
from tests.journeys.stage import Stage, stage

ROBIN, BEN, ANA, MO = (next(each for each in STANDING if each.key == key) for key in ("robin", "ben", "ana", "mo"))


class Board:
    """The playground in a story: what its personas do, and what stands on its board."""

    def __init__(self, running: Stage) -> None:
        assert running.house.playground is not None
        self.stage = running
        self.memory = running.house.playground.memory
        self.gestures: Gestures = running.house.playground.attach(running.app.dispatch)

    def cards(self) -> list[tuple[Message, Card]]:
        """The bot's messages on the board."""
        return [(each, each.card) for each in self.memory.board.values() if each.card is not None]

    def card(self, words: str) -> tuple[Message, Card]:
        """The newest of the bot's messages on the board with these words."""
        return next((each, card) for each, card in reversed(self.cards()) if words in text(card))

    def private(self, persona: Persona, words: str) -> tuple[Message, Card]:
        """The same in a private chat."""
        chat = self.memory.chats[persona.key]
        return next(
            (each, each.card)
            for each in reversed(chat.messages.values())
            if each.card is not None and words in text(each.card)
        )

    async def press(self, persona: Persona, message: Message, label: str) -> None:
        """A button of a card."""
        assert message.card is not None
        button: Button = next(each for row in message.card.rows for each in row if each.label == label)
        await self.gestures.press(persona, message.id, button.action, tuple(map(str, button.args)))
        await self.stage.quiet()


def text(card: Card) -> str:
    """All that a card says."""
    return "\n".join(f"{part.by}: {part.text}" if isinstance(part, Said) else part.text for part in card.parts)


async def test_a_question_stands_on_both_and_everything_crosses(tmp_path: Path) -> None:
    async with stage(tmp_path, with_playground=True) as porch:
        board = Board(porch)
        sam, eva = porch.person("Sam"), porch.person("Eva")
        await porch.owner.starts()
        await porch.owner.writes("/link", in_=porch.group)
        code = (await porch.owner.waits_for("Your code is")).text.split("code is ")[1].split(".")[0]
        await board.gestures.speak(MO, f"/link {code}")
        await porch.quiet()

        # Robin asks on the board's platform; the card stands on both and says the same.
        await board.gestures.write(ROBIN, "/ask")
        sheet = next(each for each in reversed(board.memory.chats["robin"].messages.values()) if each.sheet is not None)
        await board.gestures.fill(
            ROBIN, sheet.id, {"audience": "guy", "title": "Is it too late?", "details": "I am 40."}
        )
        preview, _ = board.private(ROBIN, "This is how it will look")
        await board.press(ROBIN, preview, "Post it")
        here, (message, there) = porch.card(1), board.card("Is it too late?")
        assert "For Guys: Is it too late?" in here.text
        assert "For Guys: Is it too late?" in text(there)
        _, receipt = board.private(ROBIN, "Your question is #1")
        assert text(receipt).count("posted ✓") == 2

        # Sam answers on Telegram: the board reads it with his name and where he wrote it, Robin gets his notice.
        said = await sam.writes(1, "It never is.")
        await sam.taps("I'm a Guy", on=here, in_=porch.group)
        mirrored, _ = board.card("Guy · Sam, on Telegram: It never is.")
        notice, _ = board.private(ROBIN, "It never is.")
        await board.gestures.write(ROBIN, "My knees say otherwise.", notice.id)
        await porch.quiet()
        heard = next(each for each in porch.group.messages() if "My knees say otherwise." in each.text)
        assert heard.reply_to == said.id
        assert board.card("Asker: My knees say otherwise.")[0].answers == mirrored.id

        # Ben answers on the board, and Eva on Telegram answers him.
        await board.gestures.speak(BEN, "Swim first.", message.thread)
        await porch.quiet()
        carried = next(each for each in porch.group.messages() if "Swim first." in each.text)
        assert carried.text.startswith("Someone · Ben, on the board")
        await eva.replies(carried, "Or cycle.", in_=porch.group)
        assert "Someone · Eva, on Telegram: Or cycle." in text(board.card("Or cycle.")[1])

        # The counts agree.
        counts = "What Guys said (1) · What Girls said (0) · Others (1)"
        assert counts in porch.card(1).text
        assert counts in text(board.card("Is it too late?")[1])
