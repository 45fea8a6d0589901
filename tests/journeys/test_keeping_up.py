"""Keeping up on Telegram and on the board: updates, followers, wishes, and all that is mine."""

from pathlib import Path

from bot.platforms.playground.personas import STANDING
from tests.journeys.stage import Stage, stage
from tests.journeys.test_telegram_and_playground import Board, text

MO, ROBIN, BEN = (next(each for each in STANDING if each.key == key) for key in ("mo", "robin", "ben"))


async def test_an_update_stands_on_the_card_and_in_the_thread_and_comes_to_those_who_keep_up(porch: Stage) -> None:
    ana, sam, fay = (porch.person(name) for name in ("Ana", "Sam", "Fay"))
    number = await ana.asks("Is there still hope?", "He left in May.")
    await sam.answers(number, "There is.", kind="Rather not say")
    popped = await fay.taps("Follow", on=porch.card(number), in_=porch.group)
    assert popped is not None
    assert popped.startswith("You follow #1 now")
    assert "/start" in popped, "Telegram lets no bot write first"
    await fay.person.starts()

    await ana.taps("Add update")
    await ana.says("He came back, with flowers.")
    await ana.hears("Added to #1.")
    assert "He came back, with flowers." in porch.card(number).text
    assert "Update, " in porch.card(number).text
    assert porch.thread(number)[-1].text == "Asker · just updated the question\nHe came back, with flowers."
    for who in (sam, fay):
        await who.hears("#1 · the asker just updated the question")
    await fay.says("/question 1")
    await fay.hears("He came back, with flowers.")

    await fay.says("/unfollow 1")
    await fay.hears("You don't follow #1 any more.")
    await ana.taps("Take back")
    assert "flowers" not in porch.card(number).text
    assert not [each for each in porch.thread(number) if "flowers" in each.text]
    await sam.hears("An update of #1 was taken back.")


async def test_a_follower_hears_of_opinions_in_one_message(porch: Stage) -> None:
    ana, sam, eva, fay = (porch.person(name) for name in ("Ana", "Sam", "Eva", "Fay"))
    await fay.person.starts()
    number = await ana.asks("Is there still hope?")
    await fay.taps("Follow", on=porch.card(number), in_=porch.group)
    await sam.writes(number, "There is.")
    await fay.hears("One new opinion since you last heard.")
    await eva.writes(number, "There is none.")
    news = [each for each in fay.private() if each.startswith("#1 Is there still hope?")]
    assert len(news) == 1, "the older one went when the newer came"
    await fay.taps("Unfollow")
    await sam.person.writes("/follow 7")
    await sam.hears("There is no question #7.")


async def test_what_is_not_wanted_now_waits_in_the_inbox(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?")
    await ana.says("/notifications")
    await ana.taps("Not at all")
    await sam.writes(number, "There is.")
    assert not [each for each in ana.private() if "New opinion" in each]
    await ana.says("/inbox")
    await ana.hears("1 of 1 waiting for you")
    assert "There is." in ana.private()[-1]
    await ana.taps("I have read this")
    await ana.hears("Nothing waits for you")
    await ana.says("/notifications")
    await ana.taps("Each at once")
    await porch.person("Eva").writes(number, "There is none.")
    await ana.hears("There is none.")
    await ana.taps("Mute #1")
    await porch.person("Tom").writes(number, "Who knows?")
    assert not [each for each in ana.private() if "Who knows?" in each]


async def test_all_that_is_mine_is_shown_with_where_it_stands(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks("Is there still hope?")
    other = await sam.asks("What shall we cook?")
    await ana.answers(other, "Soup.", kind="Rather not say")
    await ana.says("/mine")
    shown = await ana.notice("What you asked and answered")
    assert "On #2, as “Someone 1”\nSoup." in shown.text
    assert "Your question #1: Is there still hope?" in shown.text
    assert shown.text.count("The Porch: posted ✓") == 2
    await ana.taps("Open #1")
    assert "Your question is #1" in ana.private()[-1]
    await ana.person.writes("/mine", in_=porch.group)
    await porch.quiet()
    assert not [each for each in porch.group.messages() if each.by_bot and "What you asked" in each.text]


async def test_an_update_from_telegram_comes_to_a_follower_on_the_board(tmp_path: Path) -> None:
    async with stage(tmp_path, with_playground=True) as porch:
        board, ana = Board(porch), porch.person("Ana")
        await porch.owner.starts()
        await porch.owner.writes("/link", in_=porch.group)
        code = (await porch.owner.waits_for("Your code is")).text.split("code is ")[1].split(".")[0]
        await board.gestures.speak(MO, f"/link {code}")
        await porch.quiet()
        await ana.asks("Is there still hope?")

        # Robin follows by the card's button, and has it come by the hour from the second time on.
        message, _ = board.card("Is there still hope?")
        await board.press(ROBIN, message, "Follow")
        await ana.taps("Add update")
        await ana.says("He came back.")
        notice, _ = board.private(ROBIN, "He came back.")
        assert "He came back." in text(board.card("For everyone: Is there still hope?")[1])
        assert "Asker · just updated the question: He came back." in text(board.card("just updated")[1])
        await board.gestures.write(ROBIN, "/notifications")
        wishes, _ = board.private(ROBIN, "How I tell you what happens")
        await board.press(ROBIN, wishes, "Once an hour")
        await board.gestures.speak(BEN, "There is.", message.thread)
        await porch.quiet()
        chat = board.memory.chats["robin"].messages.values()
        assert not [each for each in chat if each.card is not None and "One new opinion" in text(each.card)]
        await board.gestures.write(ROBIN, "/inbox")
        board.private(ROBIN, "One new opinion since you last heard.")
        await board.press(ROBIN, notice, "Unfollow")
        await board.gestures.write(ROBIN, "/mine")
        board.private(ROBIN, "Nothing yet")
