"""Two worlds that differ in nothing but who asked: a moderator who tries everything sees the same in both.

Ana and Bea do the same things in public, and one of them asks. They differ in all that a person can differ in: name,
language, category. The moderator gives every command there is, on every message they can see, with all sorts of words,
presses every button they come across and every action with every id, and reads every answer, every error and
whatever then stands in public. The two transcripts must be one.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import cogs
from bot.cards import Button, Card, Sheet, Toast
from bot.cog import Answer, Call, Cog
from bot.dispatch import Shown
from bot.domain.communities import PlaceKind
from bot.domain.people import Face
from bot.events import Command, Press, Say, Where
from bot.ports.vault import PlatformUser
from bot.vault import KeyVault
from tests.fakes.few import protect_nobody
from tests.fakes.house import KEY, PORCH, House, Somebody, buttons, house, read

OFFICE = "-300"
WORDS = ("", "1", "2", "#2 why", "2 asker", "2 girl 1", "2 someone 1", "2 24h why", "1 2", "99", "-1", "what?")
BINDS = ("mute", "ban")
"""Commands that silence whoever wrote something; those who asked and those who did not then go on talking."""
ENDS = ("lock", "duplicate", "remove")
"""Commands after which less can be tried: given late."""
AFTERWARDS = ("setup", "link")
"""Commands that make a new place: given last."""

leaky = Cog("leaky")


@leaky.command("whisper", public=True)
def whisper(call: Call, words: str) -> Answer:
    """A mistake that this test must notice: it says whether it was Ana."""
    community = call.tx.communities.on("telegram")[0]
    asked = call.tx.questions.numbered(community.id, 2)
    ana = call.tx.people.find(KeyVault([KEY]).token(PlatformUser("telegram", "id of Ana"), Face.ASKING))
    return Toast("yes" if asked and ana and ana.id == asked.asker else "no")


class Moderator:
    """Olga, who writes down all that she sees, with ids as they come."""

    def __init__(self, home: House, platform: str) -> None:
        self.home = home
        self.platform = platform
        self.olga = home.person("Olga", platform)
        self.seen: list[str] = []
        self.numbers: list[str] = []
        self.found: dict[tuple[str, tuple[str, ...]], None] = {}

    def note(self, what: str, shown: Shown) -> None:
        """What was done, and all that is to be seen afterwards."""
        self.seen.append(self._plain(f"{what}: {self._told(shown)}"))
        for chat in (PORCH, OFFICE):
            self.seen.extend(
                self._plain(f"  {chat} {self._told(each.card)}") for each in self.home.stands(chat, self.platform)
            )
        self.seen.extend(self._plain(f"  private {self._told(each.card)}") for each in self.olga.sees())

    def _told(self, shown: Shown) -> str:
        if isinstance(shown, Card):
            for button in buttons(shown):
                self._learn(button)
            labels = [(each.label, each.action, each.args, each.link) for each in buttons(shown)]
            return f"{read(shown)} {labels} {shown.aloud}"
        if isinstance(shown, Sheet):
            return f"{shown.title} {shown.problem} {[(each.label, each.value, each.options) for each in shown.blanks]}"
        return repr(shown)

    def _learn(self, button: Button) -> None:
        if button.action:
            self.found.setdefault((button.action, tuple(map(str, button.args))))

    def _plain(self, text: str) -> str:
        """Ids and codes are made by chance: each is called by the order in which it was first seen."""

        def name(match: re.Match[str]) -> str:
            if match[0] not in self.numbers:
                self.numbers.append(match[0])
            return f"<{self.numbers.index(match[0])}>"

        return re.sub(r"\b(?:\d{9,}|[A-Z2-9]{12})\b", name, text)

    async def does(self, what: Command | Press, where: Where, to: object = None) -> None:
        """One gesture, ``to`` which message; messages race for their numbers, so these are not compared."""
        shown = await self.home.dispatch.handle(self.olga.event(what, where))
        await self.home.quiet()
        self.note(f"{what!r} {getattr(what, 'words', '')} in {where.place} to {to}", shown)


@dataclass(frozen=True)
class Chair:
    """Where the moderator sits: on which platform, and as whom."""

    platform: str
    manager: bool | None
    """Whether they may manage the server too; None where the platform knows no difference."""


CHAIRS = [Chair("telegram", None), Chair("discord", True), Chair("discord", False), Chair("playground", None)]


async def tell(folder: Path, asker: str, chair: Chair = CHAIRS[0], extra: tuple[Cog, ...] = ()) -> list[str]:
    """The day, with this asker; returns what the moderator saw."""
    platform = chair.platform
    whole = platform != "telegram"
    others = [platform] if whole else []
    async with house(folder, fills_forms=whole, others=others, extra=extra) as home:
        home.nameless = True
        fake = home.platforms[platform]
        await home.place(PORCH, "The Porch", PlaceKind.FORUM, "setup", platform=platform)
        await protect_nobody(home.store)
        olga = home.person("Olga", platform)
        told = await olga.commands("link", "", PORCH)
        assert isinstance(told, Card)
        code = re.search(r"[A-Z2-9]{12}", read(told))
        assert code
        await olga.commands("link", f"{code[0]} moderators", OFFICE)
        fake.moderators, fake.surveyed = {"id of Olga"}, replace(fake.surveyed, manager=chair.manager)
        ana, bea, sam = home.person("Ana", platform, "de"), home.person("Bea", platform), home.person("Sam", platform)
        people = {"Ana": ana, "Bea": bea, "Sam": sam}
        await _asks(sam, "What shall we cook?")
        await _chooses(home, ana, "girl")
        await _chooses(home, bea, "guy")
        await _asks(people[asker], "Who am I, after all?")
        for number, name in itertools.product((1, 2), people):
            await people[name].says(f"{name} thinks of #{number}.", PORCH, number)
        mod = Moderator(home, platform)
        await _tries_everything(mod)
        return mod.seen


async def _asks(who: Somebody, title: str) -> None:
    if not who.house.platforms[who.platform].fills_forms:
        await who.asks(title)
        return
    shown = await who.commands("ask")
    assert isinstance(shown, Sheet)
    values = {"audience": "everyone", "title": title, "details": ""}
    preview = await who.fills(shown, **values)
    assert isinstance(preview, Card)
    post = next(each for each in buttons(preview) if each.action == "post")
    await who.presses(post.action, *post.args)


async def _chooses(home: House, who: Somebody, key: str) -> None:
    card = home.card(1, PORCH, who.platform)
    question = next(each for each in buttons(card.card) if each.action == "iam").args[0]
    await who.does(Press("iam", (str(question), key)), PORCH, thread=card.thread, message=card.id)


async def _gives(mod: Moderator, names: Sequence[str]) -> None:
    for name, words, place in itertools.product(names, WORDS, (None, PORCH, OFFICE)):
        await mod.does(Command(name, words), Where(mod.platform, place))


async def _go_on(mod: Moderator, thread: str | None, when: str) -> None:
    """Everybody writes in the thread again, and what comes of it is seen."""
    for name in ("Ana", "Bea", "Sam"):
        who = mod.home.person(name, mod.platform)
        await who.does(Say(f"{name} says more, {when}."), PORCH, thread=thread, message=f"{name} {when}")
        mod.note(f"{name} went on", None)


async def _tries_everything(mod: Moderator) -> None:
    home = mod.home
    messages = [each.id for each in home.stands(PORCH, mod.platform)] + ["m1", "m2", "m3", "m4", "m5", "m6"]
    thread = home.thread(2, PORCH, mod.platform)
    late = (*BINDS, *ENDS, *AFTERWARDS)
    names = [name for name in home.dispatch.commands if name not in late]
    await _gives(mod, names)
    await _gives(mod, BINDS)
    await _go_on(mod, thread, "silenced")
    for name, (at, message) in itertools.product(names, enumerate(messages)):
        await mod.does(Command(name, "why"), Where(mod.platform, PORCH, thread, answers=message), at)
    await _gives(mod, ENDS)
    tried: set[tuple[str, tuple[str, ...]]] = set()
    while new := [each for each in mod.found if each not in tried][:400]:
        tried.update(new)
        for action, args in new:
            await mod.does(Press(action, args), Where(mod.platform))
        if len(tried) > 400:
            break
    ids = sorted({arg for _, args in mod.found for arg in args if arg in mod.numbers}, key=mod.numbers.index)
    actions = sorted({action for cog in cogs.ALL for action in cog.presses})
    for action, arg in itertools.product(actions, ids[:6]):
        await mod.does(Press(action, (arg,)), Where(mod.platform, OFFICE))
    await _go_on(mod, thread, "in the end")
    for name in AFTERWARDS:
        await mod.does(Command(name, ""), Where(mod.platform, PORCH))


def _folder(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("chair", CHAIRS, ids=str)
async def test_a_moderator_who_tries_everything_learns_nothing_of_who_asked(tmp_path: Path, chair: Chair) -> None:
    ana = await tell(_folder(tmp_path, "ana"), "Ana", chair)
    bea = await tell(_folder(tmp_path, "bea"), "Bea", chair)
    assert len(ana) > 500
    different = [(one, other) for one, other in zip(ana, bea, strict=False) if one != other]
    assert different == []
    assert len(ana) == len(bea)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_leak_would_be_noticed(tmp_path: Path) -> None:
    ana = await tell(_folder(tmp_path, "ana"), "Ana", extra=(leaky,))
    bea = await tell(_folder(tmp_path, "bea"), "Bea", extra=(leaky,))
    assert ana != bea
