"""What is kept of somebody, on Discord: a file that only they see, and being forgotten."""

import json
from pathlib import Path

from tests.platforms.discord.porch import porch, read


async def test_my_data_is_a_file_for_one_pair_of_eyes_and_forget_takes_it_all_back(tmp_path: Path) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana = here.member("Ana")
        await here.asks(ana, "Is there still hope?", "He ended it.")
        shown = await ana.slash(here.general, "mydata")
        assert shown.ephemeral
        (file,) = shown.followups
        assert file.ephemeral
        (attached,) = file.attachments
        assert attached.filename == "mydata.json"
        found = json.loads(await attached.read())
        assert [each["details"] for each in found["as_asker"]["questions"]] == ["He ended it."]

        sure = await ana.slash(here.general, "forget")
        assert sure.ephemeral
        done = await ana.click(sure.response, label="Yes, forget me")
        await here.quiet()
        assert "I am forgetting you" in read(done.response)
        assert "#1 was taken back" in here.card()
        assert "He ended it." not in here.card()
