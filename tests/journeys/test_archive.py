"""The archive: a question asked in the chat is a page on the web, leads back there, and goes when it is taken back."""

import re

from aiohttp import ClientSession

from tests.archive.conftest import HOME, Stranger
from tests.journeys.oracle import Oracle
from tests.journeys.stage import Stage

MACHINES = (f"{HOME}feed.atom", f"{HOME}sitemap-0.xml", f"{HOME}search?q=hope", HOME)


async def open_up(porch: Stage) -> None:
    """The owner switches the web pages on, with buttons."""
    await porch.owner.starts()
    await porch.owner.writes("/settings")
    await porch.owner.taps("Web pages: no")
    await porch.owner.waits_for("are public web pages that everybody can find")
    await porch.owner.taps("yes")
    await porch.quiet()


async def test_from_the_chat_to_the_web_and_back(porch: Stage) -> None:
    async with ClientSession() as session:
        stranger = Stranger(porch.app.address, session)
        assert (await stranger.gets(HOME)).status == 404
        assert (await stranger.gets("/healthz")).text == "ok\n", "what else is served is not in its way"
        await open_up(porch)
        ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
        await ana.person.writes("/ask")
        await ana.taps("Everyone")
        await ana.says("Is there still hope?")
        await ana.says("He left in May.")
        await ana.hears("on public web pages as well")
        await ana.taps("Post it")
        await ana.hears("Your question is #1")
        await porch.quiet()
        assert "Also a public web page" in porch.card(1).text
        await sam.writes(1, "There is. Ask @someone_99, she knows.")
        path = f"{HOME}q/1-is-there-still-hope"
        page = await stranger.reads(path)
        assert "There is. Ask […], she knows." in page
        for each in MACHINES:
            assert "hope" in await stranger.reads(each), each

        # "Have an opinion?" leads into the private chat, where somebody from the web can answer.
        link = re.search(r'class="way first"[^>]* href="https://t\.me/\w+\?start=([\w-]+)"', page)
        assert link
        assert link[1] == "web_the-porch_1", "it names the question as the page does"
        await eva.person.writes(f"/start {link[1]}")
        await eva.hears("You come from the web pages of The Porch")
        await eva.taps("Have an opinion?")
        await eva.taps("I'm a Girl")
        await eva.says("Give it time.")
        await eva.taps("Stay anonymous")
        girls = await stranger.reads(path)
        assert "Give it time." in girls
        assert "<bdi>Girl 1</bdi>" in girls

        seen = await stranger.crawls()
        web = Oracle(porch.house.folder, dict(porch.oracle.canaries))
        for name in ("Ana", "Sam", "Eva", "Olga", str(porch.group.id)):
            web.plant(name, "a name, or a chat")
        whole = "\n".join(f"{where}\n{answer.headers}\n{answer.text}" for where, answer in seen.items())
        assert [kind for canary, kind in web.canaries.items() if canary in whole] == []

        # Taken back: gone from everywhere with the next request.
        await ana.taps("Delete")
        await ana.taps("Yes, delete it")
        await porch.quiet()
        assert (await stranger.gets(path)).status == 404
        for each in MACHINES:
            assert "still hope" not in (await stranger.reads(each)).replace("hope&#34;", "")
            assert "still-hope" not in await stranger.reads(each)
        await eva.person.writes(f"/start {link[1]}")
        await eva.hears("can't be found any more")


async def test_what_moderators_remove_goes_from_the_web(porch: Stage) -> None:
    async with ClientSession() as session:
        stranger = Stranger(porch.app.address, session)
        await open_up(porch)
        number = await porch.person("Ana").asks("Is there still hope?")
        await porch.person("Sam").writes(number, "You are a fool.")
        path = f"{HOME}q/1-is-there-still-hope"
        assert "You are a fool." in await stranger.reads(path)
        said = next(each for each in porch.thread(number) if "fool" in each.text)
        await porch.owner.writes("/remove", in_=porch.group, topic=said.topic, reply_to=said)
        await porch.quiet()
        assert "fool" not in await stranger.reads(path)
        await porch.owner.writes("/remove 1 It names him.")
        await porch.quiet()
        assert (await stranger.gets(path)).status == 404
        await porch.owner.writes("/restore 1")
        await porch.quiet()
        assert "Is there still hope?" in await stranger.reads(path)
        await porch.owner.writes("/settings")
        await porch.owner.taps("Web pages: yes")
        await porch.owner.taps("no")
        await porch.quiet()
        assert (await stranger.gets(path)).status == 404
