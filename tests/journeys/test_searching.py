"""Searching on Telegram: what was asked before is found, opened, recommended, and known before it is asked again."""

from tests.journeys.stage import Stage

TITLE = "My boyfriend hides his phone from me"
AGAIN = "Why does my boyfriend hide his phone?"
DETAILS = "He changed the password and turns the phone face down. Is he cheating?"


async def test_what_was_asked_before_is_found_and_recommended(porch: Stage) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    number = await ana.asks(TITLE, DETAILS)
    await sam.writes(number, "He plans a surprise.")

    await eva.says("/search hidden phones")
    found = await eva.notice("This is what I found")
    assert f"#{number} {TITLE}" in found.text
    assert "He changed the password" in found.text
    await eva.taps(f"Read #{number}", on=found)
    await eva.hears("He plans a surprise.")
    assert any("This is what I found" in each for each in eva.private()), "what was found stays"

    await eva.says("/ask")
    await eva.taps("Everyone")
    await eva.says(AGAIN)
    await eva.says("He has changed his password, and he turns his phone over. Cheating?")
    preview = await eva.notice(f"This looks like #{number}, already answered.")
    await eva.taps(f"Read #{number}", on=preview)
    await eva.taps("Post it", on=preview)
    await eva.hears("Your question is #2")
    await porch.quiet()
    assert f"Related: #{number} {TITLE}" in porch.card(2).text

    await sam.says("/related 2")
    await sam.hears("Like #2")
    await sam.says("/search")
    await sam.hears("What are you looking for?")
    await sam.says("/search a needle, in haystacks")
    await sam.hears("I found nothing with these words.")


async def test_searching_belongs_in_private(porch: Stage) -> None:
    ana = porch.person("Ana")
    await ana.asks(TITLE, DETAILS)
    await ana.person.writes("/search secret phones", in_=porch.group)
    await ana.hears("That works in our private chat only")
    assert not [each for each in porch.group.messages() if each.by_bot and "secret" in each.text]


async def test_what_is_taken_back_is_recommended_no_more(porch: Stage) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    await ana.asks(TITLE, DETAILS)
    await eva.asks(AGAIN, "He has changed his password, and he turns his phone over. Cheating?")
    assert "Related: #1" in porch.card(2).text
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    assert AGAIN in porch.card(2).text
    assert "Related" not in porch.card(2).text
    await eva.says("/search phone")
    found = await eva.notice("This is what I found")
    assert "#2 " in found.text
    assert "#1 " not in found.text
