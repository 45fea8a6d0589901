"""What goes wrong at the keyboard: one clear sentence each, in private, and nothing that was typed is lost."""

import pytest

from tests.fakes.telegram import Message, Person
from tests.journeys.stage import Actor, Stage


async def form_at_title(stage: Stage) -> Actor:
    """Somebody who is being asked for a title."""
    ana = stage.person("Ana")
    await ana.says("/ask")
    await ana.taps("Guys")
    return ana


def last(actor: Actor) -> str:
    """The newest private message."""
    return actor.private()[-1]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Hi", "too short (2): please write at least 5"),
        ("x" * 101, "too long (101 characters): 100 is the most"),
        ("/nonsense", "I don't know that command"),
    ],
)
async def test_a_title_that_does_not_fit(porch: Stage, typed: str, sentence: str) -> None:
    ana = await form_at_title(porch)
    await ana.says(typed)
    assert sentence in last(ana)
    await ana.says("A title that fits")
    assert any("Now the details" in text for text in ana.private()), "the form is where it was"


async def test_details_that_are_too_long(porch: Stage) -> None:
    ana = await form_at_title(porch)
    await ana.says("A title that fits")
    await ana.says("x" * 4001)
    assert "too long (4,001 characters): 4,000 is the most" in last(ana)
    await ana.says("x" * 4000)
    await ana.taps("Post it")
    assert "Your question is #1" in (await ana.notice("Your question is")).text
    card = porch.card(1)
    rest = [each.text for each in porch.thread(1)]
    assert (card.text + "".join(rest)).count("x") == 4000, "nothing is cut off"


@pytest.mark.parametrize("what", ["photo", "sticker", "album"])
async def test_a_form_answered_by_a_picture(porch: Stage, what: str) -> None:
    """A sticker is none; a picture is kept beside the words that are still wanted, of an album the last one."""
    ana = await form_at_title(porch)
    before = len(ana.private())
    if what == "sticker":
        await ana.person.sends_sticker()
    elif what == "photo":
        await ana.person.sends_photo()
    else:
        for _ in range(3):
            await ana.person.sends_photo(media_group_id="77")
    await porch.quiet()
    wanted = "only take text" if what == "sticker" else "Your picture is kept"
    answers = [text for text in ana.private()[before:] if wanted in text]
    assert len(answers) == 1
    assert "Write the title" in last(ana) or what == "sticker"
    await ana.says("In words, then")
    assert any("Now the details" in text for text in ana.private())


async def test_a_form_left_and_taken_up_again_after_a_restart(porch: Stage) -> None:
    ana = await form_at_title(porch)
    await ana.says("Should I tell my sister?")
    await porch.restart()
    await ana.says("/ask")
    assert "it is all here" in last(ana)
    await ana.taps("Skip")
    assert "Should I tell my sister?" in (await ana.notice("This is how it will look")).text
    await ana.taps("Post it")
    assert "Should I tell my sister?" in porch.card(1).text


async def test_two_forms_at_once(porch: Stage) -> None:
    sam, ana = porch.person("Sam"), await form_at_title(porch)
    number = await sam.asks("What do you cook on Sundays?")
    await ana.says("My half-written question")
    await ana.answers(number, "Soup, mostly.", kind="I'm a Girl")
    assert "Soup, mostly." in porch.thread(number)[-1].text
    assert "it is all here" in last(ana), "the question that was begun comes back"
    await ana.taps("Skip")
    await ana.taps("Post it")
    assert "My half-written question" in porch.card(2).text


async def test_words_nobody_asked_for_can_become_the_question(porch: Stage) -> None:
    ana = porch.person("Ana")
    await ana.says("I have a friend who never pays me back.")
    await ana.says("And she earns more than I do.\nWhat now?")
    await ana.taps("Ask this anonymously")
    await ana.taps("Everyone")
    await ana.says("Money among friends")
    await ana.taps("Post it")
    assert "never pays me back.\n\nAnd she earns more" in porch.card(1).text


async def test_back_edit_and_discard(porch: Stage) -> None:
    ana = await form_at_title(porch)
    await ana.taps("Back")
    await ana.taps("Girls")
    await ana.says("A first title")
    await ana.taps("Skip")
    await ana.taps("Edit")
    await ana.taps("Title")
    await ana.says("A second title")
    preview = await ana.notice("This is how it will look")
    assert "For Girls: A second title" in preview.text
    await ana.taps("Discard")
    assert "Nothing was kept" in preview.text
    assert "A second title" not in "".join(each.text for each in porch.group.messages())


async def test_old_buttons(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?")
    post = {"text": "Post it", "callback_data": "post:1"}
    edited = next(each for each in ana.person.sees() if each.text == "Posted as #1.")
    assert "finished or discarded" in await pressed(porch, ana.person, edited, post)
    await ana.says("/ask")
    form = await ana.notice("Who should answer?")
    stolen = {"text": "Guys", "callback_data": data(form, "Guys")}
    await sam.says("/start")
    hers = sam.person.sees()[-1]
    assert "finished or discarded" in await pressed(porch, sam.person, hers, stolen), "somebody else's form"
    for forged in ("post", "post:x", "post:99999999999999999999", "post:1:2:3", "nonsense:1", ":", "page:1:guy:-5"):
        assert await pressed(porch, sam.person, hers, {"text": "?", "callback_data": forged})
    card = porch.card(number)
    iam = {"text": "I'm a Guy", "callback_data": data(card, "I'm a Guy")}
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    assert card.text == f"#{number} was taken back by its asker"
    assert "not there any more" in await pressed(porch, sam.person, card, iam)
    await sam.says("/question 1")
    assert "not there any more" in last(sam)
    assert card.topic is not None
    assert porch.group.topics[card.topic].name == f"#{number} was taken back by its asker"
    await porch.owner.writes("Who was that?", in_=porch.group, topic=card.topic)
    await porch.quiet()
    assert card.text == f"#{number} was taken back by its asker"


async def pressed(stage: Stage, person: Person, on: Message, button: dict[str, str]) -> str:
    """What pops up when a button is pressed that is not there (any more)."""
    query = person.tap_only(on, button)
    await stage.world.wait_until(lambda: bool(query.answers), what="an answer to the tap")
    await stage.quiet()
    return str(query.answers[0].get("text") or "")


async def test_tapping_twice_posts_once(porch: Stage) -> None:
    ana = await form_at_title(porch)
    await ana.says("Is there still hope?")
    await ana.taps("Skip")
    preview = await ana.notice("This is how it will look")
    button = {"text": "Post it", "callback_data": data(preview, "Post it")}
    first, second = ana.person.tap_only(preview, button), ana.person.tap_only(preview, button)
    await porch.world.wait_until(lambda: bool(first.answers and second.answers), what="both answers")
    await porch.quiet()
    assert len([each for each in porch.group.messages() if "Is there still hope?" in each.text and each.by_bot]) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/question", "Which question?"),
        ("/question 7", "There is no question #7"),
        ("/question 99999999999999999999999999", "so big a number"),
        ("/question twelve", "Which question?"),
        ("/setup", "in a group only"),
        ("/delete", "Reply with /delete"),
    ],
)
async def test_commands_that_lead_nowhere(porch: Stage, typed: str, sentence: str) -> None:
    ana = porch.person("Ana")
    await ana.says(typed)
    assert sentence in last(ana)


async def test_the_same_update_twice_and_unknown_ones(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope?")
    said = await sam.writes(number, "There is.")
    porch.world.push_again(max(porch.world.updates.history))
    porch.world.push_update({"poll_of_the_future": {"id": 1}})
    porch.world.push_update({"message": {"nonsense": True}})
    await porch.quiet()
    assert said.text == "There is."
    assert "Others (1)" in porch.card(number).text
    assert len([each for each in ana.private() if "There is." in each]) == 1


NASTY = [
    "<b>bold?</b> & <script>alert(1)</script>",
    "*stars* _under_ `tick` [link](tg://user?id=1) ||spoiler|| ~no~",
    "‮RTL override and ⁦isolates‏ שלום",
    "👩‍👩‍👧‍👦" * 60,
    "é" * 900 + "\u0301" * 100,
    "x" * 4096,
    ("word " * 819)[:4096],
    "line\n" * 800,
]


@pytest.mark.parametrize(
    "text", NASTY, ids=["html", "markdown", "rtl", "emoji", "accents", "long word", "words", "lines"]
)
async def test_anything_can_be_written(porch: Stage, text: str) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    attic = porch.second_place("The Attic")
    await porch.link(attic)
    number = await ana.asks("A title with <b>&amp;</b> ‮in it", text[:4000])
    await sam.writes(number, text)
    shown = "".join(each.text for each in porch.thread(number, attic))
    assert plain(text) in plain(shown)
    assert plain(text) in plain("".join(ana.private()))


def plain(text: str) -> str:
    """Without white space, what splitting puts in (a mark, the name again) and what Telegram itself leaves out."""
    return "".join(text.replace("Someone · Sam\n", "").split()).replace("…", "").replace("\u202e", "")


def data(card: Message, label: str) -> str:
    """What a button carries."""
    button = card.button(label)
    assert button is not None
    return str(button["callback_data"])
