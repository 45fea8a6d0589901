"""Two worlds on Telegram that differ in nothing but who asked, by the unmodified client over HTTP.

Olga, who owns the group, gives every command in private, in the group and as a reply to what stands there, presses
every button she comes across, and has all others write again in between. Written down is all that her Telegram shows
of the chats she is in (names of topics, messages, replies, buttons, marks of edits, pins, what pops up), and all that
the bot asks for in these chats, typing included.
"""

import asyncio
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.core.test_two_askers import _folder
from tests.fakes.telegram import Group, Message
from tests.journeys.stage import Actor, Stage, stage
from tests.wire.transcript import Transcript, differences

BINDS = ("mute", "ban")
"""Commands that silence whoever asked: given first, so that what they write then would be missed later."""
LATE = ("remove", "duplicate", "lock", "setup", "link", "forget", "delete")
"""Commands after which less can be tried: given last."""
WORDS = ("2", "2 asker why")
PRESSES = 200
"""There are fewer kinds of buttons: of each one is pressed, with whatever ids."""
KEPT = ("text", "caption", "name", "action", "reply_markup", "entities", "icon_custom_emoji_id", "show_alert")


class Moderator:
    """Olga at her screen."""

    def __init__(self, porch: Stage, office: Group) -> None:
        self.porch = porch
        self.office = office
        self.olga = porch.owner
        self.chats = [porch.group.chat, office.chat, self.olga.private]
        self.saw = Transcript()
        self.pressed: set[str] = set()
        self.heard = len(porch.world.calls)

    async def does(self, what: str) -> None:
        """Something was done: all that follows from it is seen."""
        await self.porch.at_rest()
        self.saw.note(what)
        self._places = self._placed()
        for line in self._requests():
            self.saw.note(line)
        self.saw.screen(self._screen())

    def _placed(self) -> dict[tuple[int, int], str]:
        """Each message by its topic and its number there: topics are written in side by side."""
        count: defaultdict[tuple[int, int | None], int] = defaultdict(int)
        places: dict[tuple[int, int], str] = {}
        for chat in self.chats:
            for message in chat.messages.values():
                count[chat.id, message.topic] += 1
                places[chat.id, message.id] = f"{message.topic}.{count[chat.id, message.topic]}"
        return places

    def _screen(self) -> list[str]:
        lines = []
        for chat in self.chats:
            title = chat.title or "private"
            lines += [f"{title} {each.name} {each.closed} {each.icon_color}" for each in chat.topics.values()]
            lines += [f"{title} pinned {self._places[chat.id, each]}" for each in chat.pinned]
            lines += [f"{title} {self._line(message)}" for message in chat.visible()]
        return [*lines, *(f"toast {each}" for each in self.olga.toasts)]

    def _line(self, message: Message) -> str:
        mine = self._places[message.chat.id, message.id]
        answered = self._places.get((message.chat.id, message.reply_to or 0))
        marks = f"{message.service} {message.silent} {'edit_date' in message.raw}"
        return f"{mine} {message.sender} re {answered} {marks}: {message.text} {message.rows} {message.entities}"

    def _requests(self) -> list[str]:
        """What the bot asked for in these chats, each topic by itself. That it looks something up nobody sees."""
        new, self.heard = self.porch.world.calls[self.heard :], len(self.porch.world.calls)
        lanes: dict[str, list[str]] = {}
        for call in new:
            chat = next((each for each in self.chats if each.id == call.chat_id), None)
            if chat is None or call.method.startswith("get"):
                continue
            about = self._places.get((chat.id, call.params.get("message_id") or 0))
            answered: Any = (call.params.get("reply_parameters") or {}).get("message_id")
            topic = call.params.get("message_thread_id") or (about or "").partition(".")[0]
            told = {name: call.params.get(name) for name in KEPT if name in call.params}
            to = self._places.get((chat.id, answered or 0))
            lane = lanes.setdefault(f"{chat.title} {topic}", [])
            if call.method.startswith(
                "edit"
            ):  # several edits of one message fold, or not, by chance: the last one stays
                lane[:] = [each for each in lane if not each.startswith(f"{call.method} {about} ")]
            lane.append(f"{call.method} {about} re {to} {told} {call.outcome}")
        return [f"  {lane}: {line}" for lane in sorted(lanes) for line in lanes[lane]]

    async def commands(self, names: list[str]) -> None:
        for name in names:
            for words in WORDS:
                await self.olga.writes(f"/{name} {words}".strip())
                await self.does(f"/{name} {words} in private")
            await self.olga.writes(f"/{name} 2", in_=self.porch.group)
            await self.does(f"/{name} in the group")

    async def answers(self, names: list[str], *to: Message) -> None:
        for name in names:
            for message in (each for each in to if not each.deleted):
                await self.olga.writes(f"/{name} why", in_=self.porch.group, topic=message.topic, reply_to=message)
                await self.does(f"/{name} to {self._placed()[message.chat.id, message.id]}")

    async def presses(self) -> None:
        """Each button there is, and those that come of it."""
        while found := next(self._buttons(), None):
            message, button = found
            query = self.olga.tap_only(message, button)
            await self.porch.world.wait_until(lambda query=query: query.answers, 5)  # type: ignore[misc]
            self.olga.toasts.append(str(query.answers[0].get("text") or ""))
            await self.does(f"{button['text']} on {message.chat.title} {button['callback_data']}")

            assert len(self.pressed) < PRESSES

    def _buttons(self) -> Any:
        for chat in self.chats:
            for message in chat.visible():
                for button in (each for row in message.rows for each in row):
                    data = str(button.get("callback_data") or "")
                    kind = f"{button['text']} {re.sub('[0-9]+', '', data)}"
                    if data and kind not in self.pressed:
                        self.pressed.add(kind)
                        yield message, button


async def asks(who: Actor, title: str) -> None:
    """Whoever has a category is asked whether it may show: it may not."""
    for text in ("/ask", "Everyone", title, "Skip"):
        await (who.taps(text) if text in ("Everyone", "Skip") else who.says(text))
    if any("No" in each.buttons for each in who.person.sees()):
        await who.taps("No")
    await who.taps("Post it")
    await who.stage.quiet()


async def tell(folder: Path, asker: str, *, leaks: bool = False) -> Transcript:
    """The day on which ``asker`` asked. One that ``leaks``, in that the bot types in the group for Ana, is short."""
    async with stage(folder) as porch:
        ana, bea, sam = (porch.person(name) for name in ("Ana", "Bea", "Sam"))
        ana.person.user.language_code = "de"
        office = porch.second_place("The Office")
        await porch.owner.starts()
        await porch.owner.writes("/link", in_=porch.group)
        code = (await porch.owner.waits_for("Your code is")).text.split("code is ")[1].split(".")[0]
        await porch.owner.writes(f"/link {code} moderators", in_=office)
        await porch.quiet()
        await asks(sam, "What shall we cook?")
        await ana.person.taps("I'm a Girl", on=porch.card(1), in_=porch.group)
        await bea.person.taps("I'm a Guy", on=porch.card(1), in_=porch.group)
        mod = Moderator(porch, office)
        await mod.does("before")
        for who in (ana, bea):
            await who.person.starts()
        ana.person.user.language_code = "en"  # the labels that are pressed in the form
        await asks(porch.people[asker], "Who am I, after all?")
        ana.person.user.language_code = "de"
        if leaks and asker == "Ana":
            telegram = porch.app.adapters[0]
            await getattr(telegram, "_bot").send_chat_action(porch.group.id, "typing")  # noqa: B009
        await mod.does("asked")
        for who in (ana, bea, sam):
            await who.writes(2, f"{who.person.name} thinks of it.")
            await mod.does("said")
        mine = porch.people[asker]
        await mine.replies(await mine.notice("Sam thinks of it."), "I needed that.")
        await mod.does("replied")
        if leaks:
            return mod.saw
        names = [each for each in porch.app.dispatch.commands if each not in (*BINDS, *LATE)]
        said = porch.thread(2)
        about = [porch.card(2), next(each for each in said if "I needed that." in each.text)]

        async def silence_or_end(name: str) -> None:
            await mod.answers([name], *about)
            await mod.commands([name])
            for who in (ana, bea, sam) if not porch.group.topics[about[0].topic or 0].closed else ():
                await who.person.writes(f"{who.person.name} after {name}.", in_=porch.group, topic=about[0].topic)
                await mod.does("went on")

        for name in BINDS:
            await silence_or_end(name)
        await mod.commands(names)
        await mod.answers(names, *about)
        await mod.presses()
        for name in LATE:
            await silence_or_end(name)
        await mod.presses()
        return mod.saw


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_on_telegram_a_moderator_sees_nothing_of_who_asked(tmp_path: Path) -> None:
    ana, bea = await asyncio.gather(tell(_folder(tmp_path, "ana"), "Ana"), tell(_folder(tmp_path, "bea"), "Bea"))
    assert differences(ana, bea) == []


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_that_the_bot_types_for_one_of_them_would_be_noticed(tmp_path: Path) -> None:
    ana, bea = (
        await tell(_folder(tmp_path, "ana"), "Ana", leaks=True),
        await tell(_folder(tmp_path, "bea"), "Bea", leaks=True),
    )
    assert differences(ana, bea) != []
