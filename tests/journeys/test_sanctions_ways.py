"""Every way in that Telegram has, tried by somebody who is banned, forms begun before included; what stood stands."""

from tests.fakes.telegram import Message
from tests.journeys.stage import Actor, Stage

BANNED = "have excluded you from asking and answering here"


async def refused(ana: Actor, before: int) -> None:
    """She is told so, once, in private."""
    await ana.stage.quiet()
    told = [each for each in ana.private()[before:] if BANNED in each]
    assert len(told) == 1, ana.private()[before:]


def public(porch: Stage) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.text, tuple(each.buttons)) for each in porch.group.messages()]


async def test_no_way_in_works_for_whoever_is_banned(porch: Stage) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    for each in (ana, sam, eva):
        await each.person.starts()
    await porch.owner.starts()
    first = await ana.asks("Is there hope for me?")
    second = await eva.asks("Is there hope for Eva?")
    said = await sam.writes(first, "There is, says Sam.")
    notice = await ana.notice("There is, says Sam.")
    old = await ana.replies(notice, "Old reply.")
    await ana.answers(second, "Old opinion.", kind="Rather not say")

    await ana.person.writes("/ask")  # a form begun before, filled in up to its preview
    await ana.taps("Everyone")
    await ana.says("Is there any new hope?")
    await ana.taps("Skip")
    await porch.owner.writes("/ban 1 Spam.")
    await porch.owner.waits_for("Banned: the author of #1.")
    await porch.quiet()
    await ana.hears("Why: Spam.")
    stood = public(porch)

    popped = await ana.taps("Post it")
    assert popped is not None
    assert BANNED in popped
    await ana.taps("Discard")

    async def tries(do: object) -> None:
        before = len(ana.private())
        await do  # type: ignore[misc]
        await refused(ana, before)

    await tries(ana.person.writes("/ask"))
    await tries(ana.person.writes("/answer 2"))
    await tries(ana.person.writes("Is there any new hope?"))
    await tries(ana.person.writes("/start ask"))
    await tries(ana.person.starts(_payload(porch.card(second), "Have an opinion?")))
    await tries(ana.person.writes("New reply.", reply_to=notice))
    await tries(ana.person.edits(old, "New words."))
    await tries(ana.person.writes("/report 2"))
    popped = await ana.taps("Reply", on=notice)
    assert popped is not None
    assert BANNED in popped
    popped = await ana.taps("Report", on=porch.card(second), in_=porch.group)
    assert popped is not None
    assert BANNED in popped
    assert public(porch) == stood
    for words in ("New reply.", "New words.", "new hope"):
        assert words not in sam.reads() + eva.reads()

    await ana.replies(said, "Openly, under my name.", in_=porch.group)  # this would show whom the ban is on
    await eva.person.waits_for("Openly", in_=porch.group)
    await porch.quiet()
    assert "Openly, under my name." in "".join(ana.private()), "it counts as anybody's: the asker hears of it"


def _payload(card: Message, label: str) -> str:
    """What the link of a button hands to the bot."""
    button = card.button(label)
    assert button is not None
    return str(button["url"]).split("start=")[1]


async def test_no_vote_thanks_take_or_update_comes_through_either(porch: Stage) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    for each in (ana, sam, eva):
        await each.person.starts()
    await porch.owner.starts()
    first = await ana.asks("Is there hope for me?")
    second = await eva.asks("Is there hope for Eva?")
    said = await sam.writes(first, "There is, says Sam.")
    notice = await ana.notice("There is, says Sam.")
    await sam.answers(second, "There is for all.", kind="Rather not say")
    copy = next(each for each in porch.thread(second) if "There is for all." in each.text)
    receipt = await ana.notice("Your question is #1")

    await ana.person.writes("/take")  # a form begun before, filled in up to its preview
    await ana.says("What I learned from being left")
    await ana.says("It passes, and it passes sooner than you think. " * 6)
    await ana.taps("Skip")
    await ana.taps("Stay anonymous")
    await porch.owner.writes("/ban 1 Spam.")
    await porch.owner.waits_for("Banned: the author of #1.")
    await porch.quiet()
    await ana.hears("Why: Spam.")
    stood = public(porch)

    for label, on, place in (
        ("Post it", None, None),
        ("👍 0", copy, porch.group),
        ("Thank", notice, None),
        ("★ Most helpful", notice, None),
        ("Add update", receipt, None),
    ):
        popped = await ana.taps(label, on=on, in_=place)
        assert popped is not None, label
        assert BANNED in popped, label
    await ana.taps("Discard")
    for words in ("/take", "/update 1"):
        before = len(ana.private())
        await ana.person.writes(words)
        await refused(ana, before)
    assert public(porch) == stood
    for name in (sam, eva):
        assert "thanks you" not in name.reads()

    await ana.says("/follow 2")
    await ana.hears("You follow #2 now")  # this only has her read
    await ana.person.reacts(said, "👍")  # this would show whom the ban is on
    await porch.quiet()
    assert "👍 Someone · Sam" in porch.card(first).text
