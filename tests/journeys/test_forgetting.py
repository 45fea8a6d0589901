"""What is kept of somebody, asked for and forgotten, as a person on Telegram knows it."""

import json
from typing import Any

from tests.fakes.telegram import Message
from tests.journeys.stage import Actor, Stage


async def my_data(ana: Actor) -> Any:
    """What comes as a file after `/mydata`."""
    asked = await ana.says("/mydata")

    def look() -> Message | None:
        return next((each for each in ana.person.sees() if each.id > asked.id and "document" in each.raw), None)

    message = await ana.person.state.wait_until(look, 10, "a file")
    assert message.raw["document"]["file_name"] == "mydata.json"
    return json.loads(ana.person.downloads(message))


async def test_my_data_comes_as_a_file_and_forget_takes_it_all_back(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Is there still hope for us?", "He ended it in a hard month.")
    await sam.writes(number, "Yes, there is.")
    found = await my_data(ana)
    assert [each["title"] for each in found["as_asker"]["questions"]] == ["Is there still hope for us?"]
    assert "Yes, there is." not in json.dumps(found)

    card = porch.card(number)
    await ana.says("/forget")
    await ana.hears("Forget everything about you?")
    await ana.taps("Yes, forget me")
    await ana.hears("I am forgetting you")
    await porch.quiet()
    assert "#1 was taken back" in card.text
    assert "hard month" not in card.text
    assert (await my_data(ana))["as_asker"] == {"known": False, "decided_by_moderators": []}
