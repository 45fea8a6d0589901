"""A plain group has no topics: native replies keep a question together."""

from pathlib import Path

from tests.journeys.stage import stage


async def test_the_main_story_in_a_plain_group(tmp_path: Path) -> None:
    async with stage(tmp_path, forum=False) as lawn:
        ana, sam, eva = lawn.person("Ana"), lawn.person("Sam"), lawn.person("Eva")
        number = await ana.asks("Is it rude to leave early?", "They never end before two.")
        card = lawn.card(number)
        said = await sam.writes(number, "Not if you say goodbye.")
        await eva.person.writes("Who wants pizza?", in_=lawn.group)
        await lawn.quiet()
        assert "Others (1)" in card.text, "a message that replies to nothing is nobody's opinion"
        await ana.replies(await ana.notice("Not if you say goodbye."), "They would try to keep me.")
        passed = next(each for each in lawn.group.messages() if "They would try" in each.text)
        assert passed.reply_to == said.id
        await eva.replies(passed, "Let them try.", in_=lawn.group)
        assert "Let them try." in (await ana.notice("Let them try.")).text
        await eva.answers(number, "I leave at ten, always.", kind="Rather not say")
        mine = next(each for each in lawn.group.messages() if "I leave at ten" in each.text)
        assert mine.text.startswith("Someone 1")
        assert mine.reply_to == card.id
        assert "Others (2)" in card.text
