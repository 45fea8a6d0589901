"""Gestures on the page become events of the core, and the core's answers become messages.

What comes in: a persona writes, presses, fills in a form, edits or deletes. What goes out: an :class:`Outcome` for the
page, once the event has taken its effect. A card stands in the persona's private chat, on the board when it is meant
aloud, or instead of the message whose button was pressed; a form stands in the private chat until it is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cards import Card, Say, Sheet, Toast
from bot.dispatch import Dispatch, Shown
from bot.events import Attached, Command, Delete, Edit, Event, Filled, Press, What, Where
from bot.events import Say as Said
from bot.platforms.playground.memory import PLACE, Memory, Message
from bot.platforms.playground.personas import PLATFORM, Persona
from bot.words import speak


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page does after a gesture: shows ``toast``, goes to the private message ``focus``.

    ``kept``: it was refused, so that what was typed stays in its box. ``newest``: the newest question is of interest.
    """

    toast: str | None = None
    focus: str | None = None
    kept: bool = False
    newest: bool = False


def understood(text: str) -> Command | Said:
    """What somebody typed: "/name words" is a command."""
    name, _, words = text.strip().partition(" ")
    if name.startswith("/") and len(name) > 1:
        return Command(name[1:].lower(), words.strip())
    return Said(text)


class Gestures:
    """Does what the personas do. Every method raises what is a mistake of ours; the gesture has no effect then."""

    def __init__(self, memory: Memory, dispatch: Dispatch) -> None:
        self._memory = memory
        self._dispatch = dispatch
        self._sent: set[str] = set()
        """Messages whose form is under way: sent twice in a row, it counts once."""

    async def write(self, persona: Persona, text: str, answers: str | None = None) -> Outcome:
        """Something is written to the bot, as a native reply to the message ``answers`` if that is given."""
        what = understood(text)
        chat = self._memory.chats[persona.key]
        answers = answers if answers in chat.messages else None
        message = Message(self._memory.new_id(), persona.key, text, answers=answers, command=isinstance(what, Command))
        chat.add(message)
        shown = await self._handled(persona, Where(PLATFORM, message=message.id, answers=answers), what)
        outcome = self._placed(persona, shown, what)
        # After a card one goes on writing; a form is there to be filled in.
        return replace(outcome, focus=None) if isinstance(shown, Card) else outcome

    async def speak(
        self, persona: Persona, text: str, thread: str | None = None, answers: str | None = None
    ) -> Outcome:
        """Something is written on the board: in a thread, as a native reply to ``answers`` if that is given."""
        what = understood(text)
        message = Message(self._memory.new_id(), persona.key, text, thread=thread, answers=answers)
        board = self._memory.board
        if isinstance(what, Said):
            board[message.id] = message
        try:
            shown = await self._handled(persona, Where(PLATFORM, PLACE, thread, message.id, answers), what)
        except Exception:
            board.pop(message.id, None)
            raise
        refused = isinstance(what, Said) and shown is not None
        if refused:
            board.pop(message.id, None)
        outcome = self._placed(persona, shown, what)
        return replace(outcome, kept=True, focus=None, toast=outcome.toast or _sentence(shown)) if refused else outcome

    async def press(self, persona: Persona, message: str, action: str, args: tuple[str, ...]) -> Outcome:
        """A button of a message on the board or in the private chat is pressed."""
        private = self._memory.chats[persona.key].messages.get(message)
        public = self._memory.board.get(message)
        if private is None and public is None:
            return _gone()
        where = Where(PLATFORM, message=message)
        if private is None and public is not None:
            where = Where(PLATFORM, PLACE, public.thread, message)
        what = Press(action, args)
        return self._placed(persona, await self._handled(persona, where, what), what, private)

    async def fill(
        self, persona: Persona, message: str, values: Mapping[str, str], picture: Attached | None = None
    ) -> Outcome:
        """The form in a message of the private chat is sent, perhaps with a picture."""
        found = self._memory.chats[persona.key].messages.get(message)
        sheet = found.sheet if found else None
        if found is None or sheet is None:
            return Outcome(toast=speak("en")("refused-form-gone"))
        if message in self._sent:
            return Outcome(kept=True)
        typed = {blank.name: values.get(blank.name, blank.value) for blank in sheet.blanks}
        found.sheet = replace(sheet, blanks=tuple(replace(each, value=typed[each.name]) for each in sheet.blanks))
        what = Filled(sheet.name, typed, sheet.subject, sheet.form, picture)
        self._sent.add(message)
        try:
            shown = await self._handled(persona, Where(PLATFORM, message=message), what)
        finally:
            self._sent.discard(message)
        return self._placed(persona, shown, what, found)

    async def edit(self, persona: Persona, message: str, text: str) -> Outcome:
        """A persona's own message reads otherwise from now on."""
        where, messages = self._own(persona, message)
        if where is None:
            return _gone()
        what = Edit(text)
        shown = await self._handled(persona, where, what)
        if shown is not None:
            return replace(self._placed(persona, shown, what), kept=True, toast=_sentence(shown))
        messages[message].text = text
        self._memory.changed()
        return Outcome()

    async def delete(self, persona: Persona, message: str) -> Outcome:
        """A persona's own message is taken away."""
        where, messages = self._own(persona, message)
        if where is None:
            return _gone()
        what = Delete()
        shown = await self._handled(persona, where, what)
        messages.pop(message, None)
        self._memory.changed()
        return self._placed(persona, shown, what)

    def _own(self, persona: Persona, message: str) -> tuple[Where | None, dict[str, Message]]:
        """Where a message of the persona's own stands; None if it isn't theirs or is gone."""
        private, board = self._memory.chats[persona.key].messages, self._memory.board
        if message in private and private[message].by == persona.key:
            return Where(PLATFORM, message=message), private
        if message in board and board[message].by == persona.key:
            return Where(PLATFORM, PLACE, board[message].thread, message), board
        return None, board

    async def _handled(self, persona: Persona, where: Where, what: What) -> Shown:
        try:
            return await self._dispatch.handle(Event(persona.who, where, what))
        finally:
            self._memory.changed()

    # ---- answers

    def _placed(self, persona: Persona, shown: Shown, what: What, pressed: Message | None = None) -> Outcome:
        """Puts an answer where it belongs. ``pressed`` is the private message that the gesture was made on."""
        if shown is None:
            return Outcome()
        if isinstance(shown, Toast):
            return Outcome(toast=shown.text)
        if isinstance(shown, Sheet):
            return Outcome(focus=self._sheet(persona, shown, pressed).id, kept=isinstance(what, Filled))
        if shown.aloud:
            message = Message(self._memory.new_id(), card=shown)
            self._memory.board[message.id] = message
            self._memory.changed()
            return Outcome()
        return self._card(persona, shown, what, pressed)

    def _sheet(self, persona: Persona, sheet: Sheet, pressed: Message | None) -> Message:
        """A form stands once in a chat: where its button was pressed, else at the end."""
        chat = self._memory.chats[persona.key]
        standing = chat.of_form(sheet.form)
        if standing is None or standing is not pressed:
            if standing is not None:
                del chat.messages[standing.id]
            standing = chat.add(Message(self._memory.new_id()))
        standing.card, standing.sheet = None, sheet
        self._memory.changed()
        return standing

    def _card(self, persona: Persona, card: Card, what: What, pressed: Message | None) -> Outcome:
        chat = self._memory.chats[persona.key]
        filled = isinstance(what, Filled)
        # The answer to a form that neither asks to stand instead nor has buttons is a refusal: the form stays as typed.
        instead = card.instead or (filled and bool(card.rows))
        if pressed is not None and instead and pressed.id in chat.messages:
            pressed.card, pressed.sheet = card, None
            message = pressed
        else:
            message = chat.add(Message(self._memory.new_id(), card=card))
        self._memory.changed()
        posted = isinstance(what, Press) and what.action == "post"
        return Outcome(focus=message.id, kept=filled and not instead, newest=posted)


def _sentence(shown: Shown) -> str | None:
    """The sentence of a refusal."""
    if not isinstance(shown, Card):
        return None
    return next((part.text for part in shown.parts if isinstance(part, Say)), None)


def _gone() -> Outcome:
    return Outcome(toast=speak("en")("refused-button-old"))
