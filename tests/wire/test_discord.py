"""Two worlds on Discord that differ in nothing but who asked, by an unmodified discord.py over HTTP and a gateway.

Mia, who may manage messages, Olga, who owns the server, and Cleo, a member like any other, give every command and
every command in the menu of a message, send the forms that open, press every button they come across, and have all
others write again in between. Written down is all that these three get to see of their own (answers, forms, DMs), all
that stands in the server (names, tags, states of posts, who opened them, messages, marks of edits), and all that the
bot asks of Discord about its channels.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.test_two_askers import _folder
from tests.fakes.discord import model
from tests.fakes.discord.interactions import Tap
from tests.fakes.discord.model import Channel, Message, Role
from tests.fakes.discord.people import MENU, SELECT, SLASH, Person
from tests.fakes.discord.porch import Porch, porch
from tests.wire.transcript import Transcript, differences

BINDS = ("mute", "ban")
"""Commands that silence whoever asked: given first, so that what they write then would be missed later."""
LATE = ("remove", "duplicate", "lock", "setup", "link", "forget", "delete")
"""Commands after which less can be tried: given last."""
FILES = ("stats", "mydata")
"""Commands, and buttons, that are answered with a file, which this pretended Discord does not take."""
MANAGE_MESSAGES = 1 << 13
NUMBER, TEXT = 4, 3
PRESSES = 200
"""There are fewer kinds of buttons: of each one is pressed, with whatever ids."""
Button = dict[str, Any]


class Watch:
    """What those see who try everything, in one transcript."""

    def __init__(self, here: Porch, *who: Person) -> None:
        self.here = here
        self.who = who
        self.saw = Transcript()
        self.pressed: set[str] = set()
        self.shown: list[tuple[Person, Message]] = []
        self.heard = len(here.discord.calls)

    def _channels(self) -> list[Channel]:
        return [*self.here.guild.channels.values(), *self.here.posts, *(each.dm for each in self.who)]

    async def does(self, what: str, tap: Tap | None = None, who: Person | None = None) -> None:
        """Something was done: all that follows from it is seen."""
        await self.here.at_rest()
        self.saw.note(what)
        if tap is not None and who is not None:
            for each in (tap.message, *tap.more):
                if each is not None:
                    self.saw.note(f"  {who.user.name} is shown {self._line(each)}")
                    self.shown.append((who, each))
        for line in self._requests():
            self.saw.note(line)
        self.saw.screen(self._screen())

    def _screen(self) -> Iterator[str]:
        for channel in self._channels():
            owner = channel.owner.name if channel.owner else ""
            yield f"{self._name(channel)} {owner} {channel.archived} {channel.locked} {channel.tags}"
            for number, each in enumerate(channel.messages):
                yield f"{self._name(channel)} {number} {self._line(each)}"

    def _name(self, channel: Channel) -> str:
        return channel.name or f"DM of {channel.person.name if channel.person else ''}"

    def _line(self, each: Message) -> str:
        answered = each.answers.text if each.answers else None
        marks = f"{each.type} {each.flags} {each.deleted} {each.edited is not None} {each.interaction}"
        return f"{each.author.name} {marks} re {answered}: {each.content} {each.components}"

    def _requests(self) -> list[str]:
        """What the bot asked for in these channels, each by itself. That it looks something up nobody sees."""
        new, self.heard = self.here.discord.calls[self.heard :], len(self.here.discord.calls)
        lanes: dict[str, list[str]] = {}
        for call in new:
            channel = next((each for each in self._channels() if f"/{each.id}" in call.path), None)
            if channel is not None and call.method != "GET":
                body = {name: value for name, value in (call.body or {}).items() if name != "nonce"}
                lane = lanes.setdefault(self._name(channel), [])
                if call.method == "PATCH":  # several edits of one message fold, or not, by chance: the last one stays
                    lane[:] = [each for each in lane if not each.startswith(f"PATCH {call.path} ")]
                lane.append(f"{call.method} {call.path} {body} {call.outcome}")
        return [f"  {lane}: {line}" for lane in sorted(lanes) for line in lanes[lane]]

    async def commands(self, names: list[str]) -> None:
        post = await self.here.post(2)
        for name in names:
            listed = [each for each in self.here.discord.commands if (each["name"], each["type"]) == (name, SLASH)]
            for who, where in zip(self.who, (self.here.general, post, post), strict=True) if listed else ():
                options = _given(listed[0])
                tap = await who.slash(where, name, **options)
                await self._goes_on(who, f"/{name} {options}", tap)

    async def menus(self, *to: Message) -> None:
        names = [each["name"] for each in self.here.discord.commands if each["type"] == MENU]
        for name in names:
            for who in self.who:
                for number, message in enumerate(to):
                    if not message.deleted:
                        await self._goes_on(who, f"{name} on {number}", await who.menu(message, name))

    async def _goes_on(self, who: Person, what: str, tap: Tap) -> None:
        """A form that opened is sent with something in it."""
        await self.does(f"{who.user.name}: {what}", tap, who)
        if tap.modal is not None:
            self.saw.note(f"  a form: {tap.modal}")
            fields = [each["component"] for each in tap.modal["components"] if "component" in each]
            sent = await who.submits(tap, {each["custom_id"]: _filled(each) for each in fields})
            await self.does(f"{who.user.name}: {what}, sent", sent, who)

    async def presses(self) -> None:
        """Each button there is, and those that come of it."""
        while found := next(self._buttons(), None):
            who, message, label = found
            await self._goes_on(who, f"presses {label}", await who.clicks(message, label))
            assert len(self.pressed) < PRESSES

    def _buttons(self) -> Iterator[tuple[Person, Message, str]]:
        standing = [(who, each) for who in self.who for channel in self._channels() for each in channel.messages]
        mine = [(who, each) for who, each in standing if each.channel.person in (None, who.user)]
        for who, message in [*self.shown, *mine]:
            for button in model.inner(message.components):
                ident, label = str(button.get("custom_id") or ""), str(button.get("label") or "")
                if any(each in ident for each in FILES):
                    continue
                kind = f"{who.user.name} {label} {re.sub('[0-9]+', '', ident)}"
                if not (ident and label) or message.deleted or message.button(label) is not button:
                    continue
                if kind not in self.pressed:
                    self.pressed.add(kind)
                    yield who, message, label


def _given(listed: Button) -> dict[str, Any]:
    """Something for each option that takes a number or words."""
    words = {"alias": "asker", "lasts": "1h"}
    given: dict[str, Any] = {}
    for each in listed.get("options", []):
        if each["type"] == NUMBER:
            given[each["name"]] = 2
        elif each["type"] == TEXT:
            choices = each.get("choices")
            given[each["name"]] = choices[0]["value"] if choices else words.get(each["name"], "why")
    return given


def _filled(field: Button) -> str:
    if field["type"] == SELECT:
        return str(
            next((each["value"] for each in field["options"] if each.get("default")), field["options"][0]["value"])
        )
    return str(field.get("value") or "why it is so")


async def asks(here: Porch, who: Person, title: str) -> None:
    """Whoever has a category may say whether it shows: it does not."""
    opened = await who.slash(here.general, "ask")
    preview = await who.submits(opened, {"audience": "everyone", "title": title, "details": ""})
    await who.clicks(preview.answer, "Post it")
    await here.at_rest()


async def tell(folder: Path, asker: str, *, leaks: bool = False) -> Transcript:
    """The day on which ``asker`` asked. One that ``leaks``, in that the bot touches a post for Ana, is short."""
    async with porch(folder) as here:
        state, guild = here.discord, here.guild
        role = Role(state.ids.next(), "Moderators", MANAGE_MESSAGES, 2)
        guild.roles[role.id] = role
        office = state.make_channel(guild, "office", model.TEXT)
        await here.restart()  # the bot learns of the role
        pace = here.adapter.client.ws._rate_limiter
        pace.max = pace.remaining = 10_000  # politeness towards the real Discord: each look whether it rests counts
        await here.olga.slash(here.general, "setup", forum=here.forum, moderators=office)
        await here.set_up()
        ana, bea, sam, mia = (here.person(name) for name in ("Ana", "Bea", "Sam", "Mia"))
        cleo = here.person("Cleo")
        guild.members[mia.user.id].roles.append(role.id)
        people = {"Ana": ana, "Bea": bea, "Sam": sam}
        await asks(here, sam, "What shall we cook?")
        first = await here.post(1)
        await ana.clicks(first.messages[0], "I'm a Girl")
        await bea.clicks(first.messages[0], "I'm a Guy")
        watch = Watch(here, mia, here.olga, cleo)
        await watch.does("before")
        await asks(here, people[asker], "Who am I, after all?")
        if leaks and asker == "Ana":
            await here.adapter.client.http.edit_channel(first.id, locked=False)
        await watch.does("asked")
        ana.user.locale = "de"
        post = await here.post(2)
        for name, who in people.items():
            await who.writes(post, f"{name} thinks of it.")
            await watch.does("said")
        notice = await people[asker].sees("Sam thinks of it.")
        await people[asker].writes(None, "I needed that.", answers=notice)
        await watch.does("replied")
        if leaks:
            return watch.saw
        names = [each["name"] for each in state.commands if each["type"] == SLASH and each["name"] not in FILES]

        async def go_on(after: str) -> None:
            for name, who in people.items() if not post.locked else ():
                await who.writes(post, f"{name} after {after}.")
                await watch.does("went on")

        about = [post.messages[0], next(each for each in post.messages if "I needed that." in each.text)]
        for name in BINDS:
            await watch.commands([name])
            await go_on(name)
        await watch.commands([name for name in names if name not in (*BINDS, *LATE)])
        await watch.menus(*about)
        await watch.presses()
        for late in LATE:
            await watch.commands([late] if late in names else [])
            await go_on(late)
        await watch.presses()
        refused = [each for each in watch.saw.lines if "Mia is shown" in each and "Only moderators" in each]
        assert refused == [], "Mia is one"
        return watch.saw


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_on_discord_moderator_and_administrator_see_nothing_of_who_asked(tmp_path: Path) -> None:
    ana, bea = await tell(_folder(tmp_path, "ana"), "Ana"), await tell(_folder(tmp_path, "bea"), "Bea")
    assert differences(ana, bea) == []


@pytest.mark.slow
@pytest.mark.timeout(60)
async def test_that_the_bot_touches_a_post_for_one_of_them_would_be_noticed(tmp_path: Path) -> None:
    ana, bea = (
        await tell(_folder(tmp_path, "ana"), "Ana", leaks=True),
        await tell(_folder(tmp_path, "bea"), "Bea", leaks=True),
    )
    assert differences(ana, bea) != []
