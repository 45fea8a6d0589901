"""What waits for an answer: by whom it waits for, page after page, each once."""

from bot.cards import Card, Toast
from bot.domain.appointments import DAY
from tests.core.test_takes import write
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read


async def page(who: Somebody) -> Card:
    shown = await who.commands("unanswered")
    assert isinstance(shown, Card)
    return shown


async def test_for_my_category_first_then_for_everyone_then_for_others(porch: House) -> None:
    await porch.rule("review", '"off"')
    ana, sam = porch.person("Ana"), porch.person("Sam")
    for of in ("Girls", "Everyone", "Guys", "Girls"):
        await ana.asks(f"What do you say, {of}?", of=of)
    answered = await ana.asks("And this, everybody?")
    assert read(await page(sam)) == (
        "Unanswered in The Porch\n"
        "For everyone\n#5 And this, everybody?\n#2 What do you say, Everyone?\n"
        "For others\n#4 For Girls: What do you say, Girls?\n#3 For Guys: What do you say, Guys?\n"
        "#1 For Girls: What do you say, Girls?\n"
        "I can tell you now and then, in private, of a question that nobody answers."
    )
    await sam.answers(answered, "This.", kind="I'm a Guy")
    assert read(await page(sam)).split("\n")[1:-1] == [
        "For Guys", "#3 What do you say, Guys?",
        "For everyone", "#2 What do you say, Everyone?",
        "For others", "#4 For Girls: What do you say, Girls?", "#1 For Girls: What do you say, Girls?",
    ]  # fmt: skip
    leads = {button.label: (button.action, button.args) for button in buttons(await page(sam))}
    questions = await porch.questions()
    assert leads["#3"] == ("page", (questions[2].id,))


async def test_pages_go_on_where_the_one_before_ended_also_when_something_changed(porch: House) -> None:
    await porch.rule("review", '"off"')
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    for number in range(1, 13):
        await ana.asks(f"Is there hope, {number}?", of="Guys" if number % 2 else "Everyone")
    shown: Card | Toast = await page(sam)
    seen: list[str] = []
    for turn in range(3):
        assert isinstance(shown, Card)
        seen += [label for label in labels(shown) if label.startswith("#")]
        if turn == 0:
            await eva.answers((await porch.questions())[11], "Yes.", kind="I'm a Girl")  # shown already
        older = [button for button in buttons(shown) if button.action == "unanswered"]
        assert bool(older) == (turn < 2)
        if older:
            next_one = await sam.presses("unanswered", *older[0].args)
            assert isinstance(next_one, Card)
            shown = next_one
    assert seen == [f"#{number}" for number in (12, 10, 8, 6, 4, 2, 11, 9, 7, 5, 3, 1)]


async def test_an_empty_list_is_good_news_and_several_communities_are_asked_for(porch: House) -> None:
    sam = porch.person("Sam")
    assert "Every question has an answer." in read(await page(sam))
    await porch.set_up("Elsewhere", "-900")
    shown = await page(sam)
    assert labels(shown) == ["Elsewhere", "The Porch"]
    chosen = await sam.presses("unanswered", *buttons(shown)[1].args)
    assert isinstance(chosen, Card)
    assert "Unanswered in The Porch" in read(chosen)


async def test_buttons_that_were_made_up_are_refused(porch: House) -> None:
    sam = porch.person("Sam")
    await porch.person("Ana").asks()
    community = (await porch.questions())[0].community_id
    old = await sam.presses("no-such-action")
    for args in ((5,), (community, "nobody", 1), (community, "mine", 10**12)):
        assert await sam.presses("unanswered", *args) == old
    refused = await sam.commands("unanswered", place=PORCH)
    assert isinstance(refused, Card)
    assert "private" in read(refused)


async def test_a_take_waits_for_nothing_and_is_neither_closed_nor_told_of(porch: House) -> None:
    await porch.rule("weekly", "true")
    sam, eva = porch.person("Sam"), porch.person("Eva")
    take = await write(sam)
    assert await porch.store.read(lambda tx: tx.appointments.of(take.id)) == []
    assert "Every question has an answer." in read(await page(eva))
    assert "Close" not in labels(sam.sees()[-1].card)
    for command in ("close", "reopen"):
        refused = await sam.commands(command, "1")
        assert isinstance(refused, Card)
        assert read(refused).startswith("#1 is a take")
    sure = await sam.commands("delete", "1")
    assert isinstance(sure, Card)
    assert labels(sure) == ["Yes, delete it", "Keep it"]
    await eva.says("So true.", PORCH)
    porch.clock.advance(60 * DAY)
    await porch.quiet()
    assert len(porch.stands(PORCH)) == 1, "the take, and no word of a week"
    assert labels(porch.card().card)[0] == "Comment"
