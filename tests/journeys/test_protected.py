"""Protected on Telegram: a lone voice among the others, a warning before it is too late, and who lets what show."""

from tests.fakes.few import protect_few
from tests.journeys.stage import Stage


async def test_a_lone_voice_is_warned_and_stands_among_the_others(porch: Stage) -> None:
    await protect_few(porch.store)
    ana, eva, ida, mia = (porch.person(name) for name in ("Ana", "Eva", "Ida", "Mia"))
    number = await ana.asks("Is there still hope for us?")

    await eva.answers(number, "Call me: +49 151 23456789.", kind="I'm a Girl")
    warning = await eva.notice("Someone could recognise you by: “+49 151 23456789”.")
    assert porch.thread(number) == [], "nothing of it is to be seen yet"
    await eva.taps("Edit", on=warning)
    await eva.taps("Opinion")
    await eva.says("Call him.")
    await eva.hears("appears as “Someone 1”")
    await eva.hears("it stands under “Others”, for good")
    assert porch.thread(number)[-1].text.startswith("Someone 1")
    assert porch.card(number).text.endswith("What Guys said (0) · What Girls said (0) · Others (1)")
    await ana.hears("New opinion on #1 · Someone 1")

    # More Girls are known: Eva's words stay where they are, and Ida may let show that a Girl asks.
    for girl in (eva, ida, mia):
        await girl.taps("I'm a Girl", on=porch.card(number), in_=porch.group)
    assert porch.card(number).text.endswith("What Guys said (0) · What Girls said (0) · Others (1)")
    await ida.person.writes("/ask")
    await ida.taps("Everyone")
    await ida.says("Does Ida have to answer?")
    await ida.taps("Skip")
    await ida.taps("Yes: “asked by a Girl”")
    preview = await ida.notice("This is how it will look")
    assert "Asked anonymously by a Girl" in preview.text
    assert "Someone could recognise you by: “Ida”." in preview.text
    await ida.taps("Post it")
    await ida.hears("Your question is #2")
    assert "#2 · asked anonymously by a Girl" in porch.card(2).text
