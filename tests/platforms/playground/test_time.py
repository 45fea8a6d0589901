"""What waits, and closing, on the playground's board."""

from pathlib import Path

from tests.journeys.stage import stage
from tests.journeys.test_telegram_and_playground import ANA, BEN, MO, ROBIN, Board, text


async def test_time_goes_by_on_the_board(tmp_path: Path) -> None:
    async with stage(tmp_path, with_playground=True) as porch:
        board = Board(porch)
        await board.gestures.speak(MO, "/setup")
        await porch.quiet()
        await board.gestures.write(ROBIN, "/ask")
        sheet = next(each for each in reversed(board.memory.chats["robin"].messages.values()) if each.sheet is not None)
        filled = {"audience": "guy", "title": "Is it too late?", "details": "I am 40."}
        await board.gestures.fill(ROBIN, sheet.id, filled)
        await board.press(ROBIN, board.private(ROBIN, "This is how it will look")[0], "Post it")

        await board.gestures.write(BEN, "/unanswered")
        await porch.quiet()
        listed, card = board.private(BEN, "Unanswered in")
        assert "#1 For Guys: Is it too late?" in text(card)
        await board.press(BEN, listed, "Tell me of unanswered questions")
        await board.gestures.write(ANA, "/close 1")
        assert "Only whoever asked #1" in text(board.private(ANA, "#1")[1])

        await porch.passes(7.05)
        asked, card = board.private(ROBIN, "What happened? #1")
        await board.press(ROBIN, asked, "Nothing to tell")
        assert board.private(ROBIN, "All right.")
        await porch.passes(23.1)
        assert "Closed, because nobody had written for a while." in text(board.card("Is it too late?")[1])
        closed, card = board.private(ROBIN, "because nobody wrote for 30 days")
        await board.press(ROBIN, closed, "Reopen")
        assert "Closed" not in text(board.card("Is it too late?")[1])
        await board.gestures.write(ROBIN, "/close 1")
        await porch.quiet()
        assert "Closed: this question takes no more opinions." in text(board.card("Is it too late?")[1])
