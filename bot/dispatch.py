"""Dispatch: what somebody did → the cog that declared it → what they get to see.

Everything that one event does happens in one unit of work: meeting the person, the cog's handler, the rows for the
outbox, and ``settle``, with which an adapter takes the update out of its inbox. So an event has its whole effect once
or none, whatever crashes when. A refusal undoes the handler's part only and becomes one sentence; the event counts
as handled.
"""

import inspect
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from bot.cards import Card, Say, Sheet, Toast
from bot.cog import Answer, Begin, Call, Cog, Declared, Form, OnForm, OnPress, Pass
from bot.domain.communities import Survey
from bot.domain.errors import Refused
from bot.domain.people import Caller, Face, PersonId
from bot.events import Command, Event, Filled, Press
from bot.events import Say as SaidEvent
from bot.ports.platform import Platform, PlatformError
from bot.ports.store import Store, Tx
from bot.ports.vault import Vault
from bot.steps import Steps
from bot.words import Words, speak

log = logging.getLogger(__name__)

T = TypeVar("T")

Shown = Card | Toast | Sheet | None
"""What an adapter draws for the person: a card, a word in passing, a form to fill in, or nothing."""


class _Unknown(Exception):
    """A unit that only reads met somebody whom the store does not know yet."""


def nothing(tx: Tx) -> None:
    """The ``settle`` of an adapter that keeps no inbox."""


_Tokens = Mapping[Face, str]
"""The tokens of somebody's faces, worked out before the unit of work."""


class Dispatch:
    """Knows every cog, and finds the one an event is for."""

    def __init__(self, store: Store, vault: Vault, cogs: Sequence[Cog], platforms: Mapping[str, Platform]) -> None:
        """Raises ValueError if two cogs claim the same command, action or form."""
        self._store = store
        self._vault = vault
        self._platforms = platforms
        forms: dict[str, tuple[type[Form], OnForm]] = {}
        self.steps = Steps(forms, lambda platform: platforms[platform].fills_forms)
        self._cogs = [*cogs, self.steps.cog]
        forms.update(_unique("form", [cog.forms for cog in self._cogs]))
        self.commands: Mapping[str, Declared] = _unique("command", [cog.commands for cog in self._cogs])
        self._presses: Mapping[str, OnPress] = _unique("action", [cog.presses for cog in self._cogs])
        self._reads = set[str]().union(*(cog.reads for cog in self._cogs))
        self._links = set[str]().union(*(cog.links for cog in self._cogs))
        self._says = [self.steps.cog.says[0]]
        for cog in cogs:
            self._says.extend(cog.says)

    async def handle(self, event: Event, settle: Callable[[Tx], None] = nothing) -> Shown:
        """Has the event take its effect, once, and returns what the person gets to see.

        Raises whatever is a mistake of ours; the unit of work is undone then, ``settle`` included.
        """
        words = speak(event.who.language)
        try:
            survey = await self._survey(event)
        except PlatformError:
            await self._store.write(settle)
            return _sentence(words, Refused("platform-down"), event)
        tokens = {face: self._vault.token(event.who.user, face) for face in Face}

        def unit(tx: Tx) -> Shown:
            settle(tx)
            caller = Caller(
                lambda face: self._meet(tx, event, tokens, face),
                lambda face: _find(tx, tokens, face),
                event.where.platform,
                event.who.name,
            )
            return self._answer(tx, event, words, survey, caller)

        if isinstance(event.what, Press) and event.what.action in self._reads:
            try:
                return await self._read(event, words, tokens, settle)
            except _Unknown:
                log.debug("a stranger reads: meeting them first")
        return await self._store.write(unit)

    async def _read(self, event: Event, words: Words, tokens: _Tokens, settle: Callable[[Tx], None]) -> Shown:
        """Handles an event that changes nothing beside the writer. Raises _Unknown if somebody must be met first."""

        def unit(tx: Tx) -> Shown:
            def find(face: Face) -> PersonId | None:
                return _find(tx, tokens, face)

            def meet(face: Face) -> PersonId:
                found = find(face)
                if found is None:
                    raise _Unknown
                return found

            caller = Caller(meet, find, event.where.platform, event.who.name)
            return self._answer(tx, event, words, None, caller)

        shown = await self._store.read(unit)
        if settle is not nothing:
            await self._store.write(settle)
        return shown

    async def _survey(self, event: Event) -> Survey | None:
        """What the platform says of the place, for the commands that want to know."""
        what = event.what
        declared = self.commands.get(what.name) if isinstance(what, Command) else None
        if declared is None or not declared.survey or event.where.place is None:
            return None
        return await self._platforms[event.where.platform].survey(event.where.place, event.who.user)

    def _answer(self, tx: Tx, event: Event, words: Words, survey: Survey | None, caller: Caller) -> Shown:
        call = Call(tx, caller, event.where, words, survey=survey)
        try:
            return tx.attempt(lambda: self._shown(call, self._route(call, event)))
        except Refused as refused:
            return _sentence(words, refused, event)

    def _shown(self, call: Call, answer: Answer) -> Shown:
        if isinstance(answer, Begin):
            answer = self.steps.open(call, answer)
        return None if isinstance(answer, Pass | Begin) else answer

    def _route(self, call: Call, event: Event) -> Answer:
        what = event.what
        if isinstance(what, Command):
            return self._command(call, what)
        if isinstance(what, Press):
            return self._press(call, what)
        if isinstance(what, Filled):
            return self.steps.fill(call, what)
        if isinstance(what, SaidEvent):
            return _first(run(call, what.text) for run in self._says)
        return _first(cog.events[type(what)](call, what) for cog in self._cogs if type(what) in cog.events)

    def _command(self, call: Call, what: Command) -> Answer:
        declared = self.commands.get(what.name)
        if declared is None:
            if call.where.place is not None:
                return None  # another bot's command, most likely
            raise Refused("no-such-command")
        if call.where.place is None and not declared.private:
            raise Refused("in-a-group", command=what.name)
        if call.where.place is not None and not declared.public:
            raise Refused("in-private", command=what.name)
        return declared.run(call, what.words)

    def _press(self, call: Call, what: Press) -> Answer:
        if what.linked and what.action not in self._links:
            return self._command(call, Command("start"))
        run = self._presses.get(what.action)
        arguments = _arguments(run, what.args) if run else None
        if run is None or arguments is None:
            raise Refused("button-old")
        return run(call, *arguments)

    def _meet(self, tx: Tx, event: Event, tokens: _Tokens, face: Face) -> PersonId:
        """One face of whoever it is, made known where it was not."""
        user, language = event.who.user, speak(event.who.language).language

        def seal(person: PersonId) -> str:
            return self._vault.seal_contact(user, f"contact:{person}")

        person = tx.people.meet(tokens[face], face, user.platform, language, seal)
        if person.language != language:
            tx.people.set_language(person.id, language)
        if not person.reachable and event.where.place is None:
            # They write to us in private, so they can be written to again: what waited for them goes out.
            tx.people.set_reachable(person.id, reachable=True)
            tx.outbox.revive(person.id)
        return person.id


def _find(tx: Tx, tokens: _Tokens, face: Face) -> PersonId | None:
    found = tx.people.find(tokens[face])
    return found.id if found else None


def _first(answers: Iterable[Answer]) -> Answer:
    """The first answer that is not a pass; handlers after it are not run."""
    return next((answer for answer in answers if not isinstance(answer, Pass)), None)


def _sentence(words: Words, refused: Refused, event: Event) -> Card | Toast:
    """A refusal in words: in passing after a tap, as a message otherwise.

    A command typed in public may be refused there, unless it belongs in private: then the way there is shown instead.
    """
    sentence = words(f"refused-{refused.code}", **refused.details)
    if isinstance(event.what, Press):
        return Toast(sentence)
    return Card((Say(sentence),), aloud_if_needed=refused.code != "in-private")


def _arguments(run: OnPress, given: tuple[str, ...]) -> list[int | str] | None:
    """A button's arguments as the handler wants them; None if they don't fit, as with a button that was forged."""
    wanted = list(inspect.signature(run).parameters.values())[1:]
    least = sum(each.default is inspect.Parameter.empty for each in wanted)
    if not least <= len(given) <= len(wanted):
        return None
    arguments: list[int | str] = []
    for each, value in zip(wanted, given, strict=False):
        if each.annotation is int:
            if not (value.isascii() and value.isdigit() and len(value) <= 19 and int(value) < 2**63):
                return None
            arguments.append(int(value))
        else:
            arguments.append(value)
    return arguments


def _unique(kind: str, tables: Sequence[Mapping[str, T]]) -> dict[str, T]:
    together: dict[str, T] = {}
    for table in tables:
        for name, claimed in table.items():
            if name in together:
                raise ValueError(f"two cogs claim the {kind} {name}")
            together[name] = claimed
    return together
