"""Following: news of a question comes to whoever wants it, all that is new in one message, until they let go."""

import re

from bot.cards import Card, Toast
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.ports.platform import Refusal
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read

NEWS = re.compile(r"#1 Is there hope\?\n")


def told(shown: object) -> str:
    assert isinstance(shown, Card | Toast), shown
    return read(shown) if isinstance(shown, Card) else shown.text


def news(who: Somebody) -> list[str]:
    return [each for each in who.reads() if NEWS.match(each)]


async def followed(house: House) -> tuple[Question, Somebody]:
    """Ana has asked, and Fay follows by the button on the card."""
    question = await house.person("Ana").asks("Is there hope?")
    fay = house.person("Fay")
    assert "You follow #1 now" in told(await fay.taps("Follow", house.card(), PORCH))
    return question, fay


async def test_the_card_has_the_button_beside_report(porch: House) -> None:
    await porch.person("Ana").asks()
    assert labels(porch.card().card)[:4] == ["Have an opinion?", "Show all", "Follow", "Report"]


async def test_whoever_never_wrote_to_us_is_told_how_we_can_reach_them(porch: House) -> None:
    await porch.person("Ana").asks("Is there hope?")
    fay = porch.person("Fay")
    assert "send me /start once" in told(await fay.taps("Follow", porch.card(), PORCH))
    await fay.commands("unfollow", "1")
    assert "/start" not in told(await fay.commands("follow", "1"))


async def test_news_is_one_message_that_counts_what_is_new(porch: House) -> None:
    _, fay = await followed(porch)
    await porch.after(1)
    await porch.person("Sam").says("Yes.", PORCH)
    assert news(fay) == ["#1 Is there hope?\nOne new opinion since you last heard."]
    await porch.after(60)
    porch.telegram.trouble_in[fay.chat] = [Refusal("closed")]
    await porch.person("Eva").says("No.", PORCH)
    await porch.after(60)
    await porch.person("Tom").says("Perhaps.", PORCH)
    await fay.commands("start")
    assert news(fay) == ["#1 Is there hope?\n2 new opinions since you last heard."], "the older one is gone"


async def test_updates_come_to_followers_with_their_words(porch: House) -> None:
    _, fay = await followed(porch)
    ana = porch.person("Ana")
    await ana.taps("Add update")
    await ana.says("He came back.")
    notice = next(each for each in fay.sees() if "He came back." in read(each.card))
    assert labels(notice.card) == ["Show all", "Report", "Unfollow"]
    assert "don't follow #1 any more" in told(await fay.taps("Unfollow", notice))
    await ana.taps("Add update")
    await ana.says("He left again.")
    await porch.person("Sam").says("Yes.", PORCH)
    assert not any("left again" in each for each in fay.reads())
    assert news(fay) == []


async def test_commands_say_what_is_so(porch: House) -> None:
    await followed(porch)
    fay = porch.person("Fay")
    assert "follow #1 already" in told(await fay.commands("follow", "1"))
    assert "any more" in told(await fay.commands("unfollow", "1"))
    assert told(await fay.commands("unfollow", "1")) == "You don't follow #1."
    assert "There is no question #9" in told(await fay.commands("follow", "9"))


async def test_what_waits_or_is_gone_is_refused_like_what_never_was(porch: House) -> None:
    await porch.rule("review", '"all"')
    ana, fay = porch.person("Ana"), porch.person("Fay")
    await _held(ana)
    unknown = told(await fay.commands("follow", "7")).replace("7", "1")
    assert told(await fay.commands("follow", "1")) == unknown


async def _held(ana: Somebody) -> None:
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await ana.taps("Post it")


async def test_it_is_the_hidden_face_that_follows(porch: House) -> None:
    question, fay = await followed(porch)
    followers = await porch.store.read(lambda tx: tx.follows.followers(question.id))
    assert followers == [await fay.face(Face.HIDDEN)]
    assert await fay.face(Face.OPEN) is None
    assert await fay.face(Face.ASKING) is None


async def test_with_the_question_the_news_goes_and_forgetting_ends_it(porch: House) -> None:
    question, fay = await followed(porch)
    await porch.after(1)
    await porch.person("Sam").says("Yes.", PORCH)
    assert len(news(fay)) == 1
    await porch.person("Ana").presses("deleted", question.id)
    assert news(fay) == []
    await fay.presses("forget-yes")
    hidden = await fay.face(Face.HIDDEN)
    assert hidden is not None
    await porch.store.write(lambda tx: tx.keeping.unlink(hidden))
    assert await porch.store.read(lambda tx: tx.follows.followers(question.id)) == []


async def test_news_read_in_the_inbox_is_not_told_again(porch: House) -> None:
    _, fay = await followed(porch)
    await porch.after(1)
    porch.telegram.trouble_in[fay.chat] = [Refusal("closed")]
    await porch.person("Sam").says("Yes.", PORCH)
    shown = await fay.commands("inbox")
    assert "One new opinion" in told(shown)
    assert isinstance(shown, Card)
    await fay.presses("read", *next(each.args for each in buttons(shown) if each.action == "read"))
    await fay.commands("start")
    await porch.after(60)
    await porch.person("Eva").says("No.", PORCH)
    assert news(fay) == ["#1 Is there hope?\nOne new opinion since you last heard."]


# ---- the turns that a question takes


async def test_closing_and_opening_again_is_news(porch: House) -> None:
    _, fay = await followed(porch)
    ana = porch.person("Ana")
    await porch.after(1)
    await ana.commands("close", "1")
    assert news(fay) == ["#1 Is there hope?\nIt is closed: it can be read, and takes no more opinions."]
    await porch.after(60)
    await ana.commands("reopen", "1")
    assert news(fay) == ["#1 Is there hope?\nIt is open again, and takes opinions."]
    await porch.after(60)
    await porch.person("Sam").says("Yes.", PORCH)
    assert news(fay) == ["#1 Is there hope?\nOne new opinion since you last heard."]


async def test_silence_and_a_twin_close_it_for_followers_too(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    _, fay = await followed(porch)
    await porch.person("Eva").asks("Is there hope for Eva?")
    await porch.after(1)
    await porch.person("Olga").commands("duplicate", "1 2", PORCH)
    assert "It is closed" in news(fay)[0]
    await porch.after(60)
    await porch.person("Olga").commands("duplicate", "1 off", PORCH)
    assert "It is open again" in news(fay)[0]
    porch.clock.advance(31 * 24 * 60 * 60 * 1000)
    await porch.quiet()
    assert "It is closed" in news(fay)[0]


async def test_what_was_most_helpful_is_news_that_tells_of_nobody(porch: House) -> None:
    """Neither whose it was nor what kind of person said it: it may be a lone voice."""
    await porch.rule("lone_voice", "3")
    question, fay = await followed(porch)
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await sam.answers(question, "Talk to him.", kind="I'm a Guy")
    await sam.commands("follow", "1")
    await porch.after(60)
    notice = next(each for each in ana.sees() if "Talk to him." in read(each.card))
    await ana.taps("★ Most helpful", notice)
    assert news(fay) == ["#1 Is there hope?\nThe asker has chosen what was most helpful."]
    assert news(sam) == [], "whose it was is told so by itself"
    await porch.after(60)
    await ana.taps("★ Most helpful", notice)
    await porch.person("Eva").says("Yes.", PORCH)
    assert news(fay) == ["#1 Is there hope?\nOne new opinion since you last heard."]


async def test_an_asker_who_follows_their_own_question_hears_of_turns_like_anybody(porch: House) -> None:
    """A notice that is missing would tell a thief of the database who asked."""
    _, fay = await followed(porch)
    ana = porch.person("Ana")
    await ana.commands("follow", "1")
    await porch.after(1)
    await ana.commands("close", "1")
    assert len(news(ana)) == len(news(fay)) == 1


async def test_whoever_muted_it_or_wants_no_notices_is_not_told_of_turns(porch: House) -> None:
    question, fay = await followed(porch)
    gil = porch.person("Gil")
    await gil.taps("Follow", porch.card(), PORCH)
    await fay.presses("hush", question.id, "hidden", "about")
    await gil.presses("notify", "silent", "hidden")
    await porch.after(1)
    await porch.person("Ana").commands("close", "1")
    assert news(fay) == news(gil) == []
    for who in (fay, gil):
        assert "It is closed" in told(await who.commands("inbox"))
