"""Dispatch: what somebody did → the cog that declared it → what they get to see.

Everything that one event does happens in one unit of work: meeting the person, the cog's handler, the rows for the
outbox, and ``settle``, with which an adapter takes the update out of its inbox. So an event has its whole effect once
or none, whatever crashes when. A refusal undoes the handler's part only and becomes one sentence; the event counts
as handled.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.badges import Badges
from bot.belonging import Belonging
from bot.callers import Callers, Tokens, Unknown, find
from bot.cards import Card, Say, Sheet, Toast
from bot.cog import Answer, Begin, Call, Cog, Declared, Form, OnForm, OnPress, OnTyped, Pass
from bot.compose import Composer
from bot.domain.communities import Survey
from bot.domain.errors import Refused
from bot.domain.people import Caller, Face, PersonId
from bot.domain.pictures import Image
from bot.events import Command, Event, Filled, Press, Where, Who
from bot.events import Say as SaidEvent
from bot.meters import Ending, Meters, Outcome
from bot.pictures import Darkroom
from bot.ports.platform import Platform, PlatformError
from bot.ports.store import Store, Tx
from bot.ports.vault import Vault
from bot.registry import arguments, unique
from bot.services import reaching
from bot.standing import Standing
from bot.steps import Steps
from bot.traces import tracer
from bot.words import Words, speak

log = logging.getLogger(__name__)

Shown = Card | Toast | Sheet | None
"""What an adapter draws for the person: a card, a word in passing, a form to fill in, or nothing."""


SUGGESTIONS = 25
SUGGESTION_MAX = 100
"""How many suggestions, and how long a label (https://docs.discord.com/developers/interactions/application-commands)."""


UNSEEN = ("in-private", "banned", "muted")
"""Refusals that are never said in public."""


def nothing(tx: Tx) -> None:
    """The ``settle`` of an adapter that keeps no inbox."""


class Dispatch:
    """Knows every cog, and finds the one an event is for."""

    def __init__(
        self,
        store: Store,
        vault: Vault,
        cogs: Sequence[Cog],
        platforms: Mapping[str, Platform],
        meters: Meters | None = None,
    ) -> None:
        """Raises ValueError if two cogs claim the same command, action or form."""
        self._meters = meters or Meters()
        self._store = store
        self._callers = Callers(vault)
        self._darkroom = Darkroom()
        self._platforms = platforms
        forms: dict[str, tuple[type[Form], OnForm]] = {}
        self.steps = Steps(forms, lambda platform: platforms[platform].fills_forms)
        self._cogs = [*cogs, self.steps.cog]
        forms.update(unique("form", [cog.forms for cog in self._cogs]))
        self.commands: Mapping[str, Declared] = unique("command", [cog.commands for cog in self._cogs])
        self._presses: Mapping[str, OnPress] = unique("action", [cog.presses for cog in self._cogs])
        self._suggestions: Mapping[str, OnTyped] = unique("suggestions for", [cog.suggestions for cog in self._cogs])
        self._traces_of = tracer(vault)
        self._notice = Composer(self.steps, platforms.get, self._traces_of).notice
        self._reads = set[str]().union(*(cog.reads for cog in self._cogs))
        self._links = set[str]().union(*(cog.links for cog in self._cogs))
        self._says = [self.steps.cog.says[0]]
        for cog in cogs:
            self._says.extend(cog.says)

    async def handle(self, event: Event, settle: Callable[[Tx], None] = nothing) -> Shown:
        """Has the event take its effect, once, and returns what the person gets to see.

        Raises whatever is a mistake of ours; the unit of work is undone then, ``settle`` included.
        """
        with self._meters.handling(event.where.platform) as ending:
            return await self._handle(event, settle, ending)

    async def _handle(self, event: Event, settle: Callable[[Tx], None], ending: Ending) -> Shown:
        words = speak(event.who.language)
        try:
            survey = await self._survey(event)
        except PlatformError:
            await self._store.write(settle)
            ending.outcome = Outcome.REFUSED
            return _sentence(words, Refused("platform-down"), event)
        tokens = self._callers.tokens(event.who)
        developed = await self._developed(event, tokens)
        badges = Badges(event, self._platforms[event.where.platform])
        standing = Standing(event, self._platforms[event.where.platform])
        belonging = Belonging(event, self._platforms[event.where.platform])

        def unit(tx: Tx) -> Shown:
            settle(tx)
            caller = self._callers.acting(tx, event, tokens, badges, standing, belonging)
            shown = self._answer(tx, event, words, survey, caller, ending, developed)
            if _writes_in_private(event):
                shut.extend(reaching.shut(tx, caller))
            return shown

        shut: list[PersonId] = []

        async def work() -> Shown:
            if self._only_reads(event):
                try:
                    return await self._read(event, words, tokens, badges, settle, ending)
                except Unknown:
                    log.debug("a stranger reads: meeting them first")
            shown = await self._store.write(unit)
            if shut:  # in a unit of its own: it is another face that acted, most likely
                await self._store.write(lambda tx: reaching.again(tx, shut[0]))
            return shown

        return await standing.told(lambda: badges.told(lambda: belonging.told(work)))

    def _only_reads(self, event: Event) -> bool:
        """Whether its handler promises to change nothing."""
        if isinstance(event.what, Command):
            declared = self.commands.get(event.what.name)
            return declared is not None and declared.reads
        return isinstance(event.what, Press) and event.what.action in self._reads

    async def _read(
        self,
        event: Event,
        words: Words,
        tokens: Tokens,
        badges: Badges,
        settle: Callable[[Tx], None],
        ending: Ending,
    ) -> Shown:
        """Handles an event that changes nothing beside the writer. Raises Unknown if somebody must be met first."""

        def unit(tx: Tx) -> Shown:
            caller = self._callers.known(tx, event.who, event.where, tokens, badges)
            return self._answer(tx, event, words, None, caller, ending)

        shown = await self._store.read(unit)
        if settle is not nothing:
            await self._store.write(settle)
        return shown

    async def suggest(self, who: Who, where: Where, command: str, typed: str) -> list[tuple[str, str]]:
        """What could be meant by the words of a command as far as they are typed: labels and values.

        At most 25, the likeliest first; a label has at most 100 characters. It reads beside the writer and leaves no
        trace. Never raises: whatever fails, nothing is suggested.
        """
        run = self._suggestions.get(command)
        if run is None:
            return []
        words = speak(who.language)
        try:
            tokens = self._callers.tokens(who)

            def unit(tx: Tx) -> list[tuple[str, str]]:
                return run(self._call(tx, self._callers.known(tx, who, where, tokens), where, words, None), typed)

            found = await self._store.read(unit)
        except (Refused, Unknown):
            return []
        except Exception as error:  # a mistake of ours: somebody who types must not be kept from typing on
            log.error("nothing could be suggested", exc_info=error)
            return []
        return [(label[:SUGGESTION_MAX], value) for label, value in found[:SUGGESTIONS]]

    async def _survey(self, event: Event) -> Survey | None:
        """What the platform says of the place, for the commands that want to know."""
        what = event.what
        declared = self.commands.get(what.name) if isinstance(what, Command) else None
        if declared is None or not declared.survey or event.where.place is None:
            return None
        return await self._platforms[event.where.platform].survey(event.where.place, event.who.user)

    async def _developed(self, event: Event, tokens: Tokens) -> Image | Refused | None:
        """The picture that came with it, drawn anew, or why it can't be taken; None for one that nobody waits for."""
        what = event.what
        attached = what.picture if isinstance(what, Command | Filled | SaidEvent) else None
        if attached is None or event.where.place is not None:
            return None
        if isinstance(what, SaidEvent):
            words = what.text is not None

            def awaited(tx: Tx) -> bool:
                return self.steps.awaits_picture(tx, find(tx, tokens, Face.HIDDEN), words=words)

            if not await self._store.read(awaited):
                return None
        return await self._darkroom.develop(attached)

    def _answer(
        self,
        tx: Tx,
        event: Event,
        words: Words,
        survey: Survey | None,
        caller: Caller,
        ending: Ending,
        developed: Image | Refused | None = None,
    ) -> Shown:
        ending.outcome = Outcome.DONE
        call = self._call(tx, caller, event.where, words, survey, developed)
        try:
            return tx.attempt(lambda: self._shown(call, self._route(call, event)))
        except Refused as refused:
            ending.outcome = Outcome.REFUSED
            return _sentence(words, refused, event, aloud=self._may_be_heard(event, refused))

    def _may_be_heard(self, event: Event, refused: Refused) -> bool:
        """Whether others may read a refusal where there is no other way to say it.

        What moderators put on somebody is nobody else's business, and what their commands find neither. To whoever is
        no moderator a command for moderators says nothing but that.
        """
        declared = self.commands.get(event.what.name) if isinstance(event.what, Command) else None
        if declared is not None and declared.moderators and refused.code != "moderators-only":
            return False
        return refused.code not in UNSEEN

    def _call(
        self,
        tx: Tx,
        caller: Caller,
        where: Where,
        words: Words,
        survey: Survey | None,
        developed: Image | Refused | None = None,
    ) -> Call:
        return Call(
            *(tx, caller, where, words, lambda row: self._notice(tx, row)),
            lambda person: self._traces_of(tx, person),
            survey=survey,
            developed=developed,
        )

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
        given = arguments(run, what.args) if run else None
        if run is None or given is None:
            raise Refused("button-old")
        return run(call, *given)


def _writes_in_private(event: Event) -> bool:
    """Whether this shows by itself that they can be written to: a message, or the first word to a bot."""
    what = event.what
    begins = isinstance(what, Command) and what.name == "start"
    return event.where.place is None and (begins or isinstance(what, SaidEvent))


def _first(answers: Iterable[Answer]) -> Answer:
    """The first answer that is not a pass; handlers after it are not run."""
    return next((answer for answer in answers if not isinstance(answer, Pass)), None)


def _sentence(words: Words, refused: Refused, event: Event, *, aloud: bool = True) -> Card | Toast:
    """A refusal in words: in passing after a tap, as a message otherwise.

    A command typed in public may be refused there, unless it belongs in private: then the way there is shown instead.
    """
    sentence = words(f"refused-{refused.code}", **refused.details)
    if isinstance(event.what, Press):
        return Toast(sentence)
    return Card((Say(sentence),), aloud_if_needed=event.where.place is not None and aloud)
