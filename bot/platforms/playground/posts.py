"""Forms that the page sends → gestures → where the page goes from there.

The page's script gets a small JSON answer; a browser without scripts is sent back to the page.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field, replace

from aiohttp import web

from bot.domain.pictures import TAKEN_MAX
from bot.events import TooLarge
from bot.platforms.playground.events import Gestures, Outcome
from bot.platforms.playground.guard import SCRIPTED, Handler
from bot.platforms.playground.personas import Persona, Personas
from bot.platforms.playground.view import View
from bot.words import speak

log = logging.getLogger(__name__)

OTHER_FIELDS_MAX = 1024 * 1024
"""Bytes of a form besides its picture."""
FIELD = "field-"
"""Begins the names of a bot's form's fields, so that they can't be mistaken for the page's own."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture that came with a form."""

    data: bytes = field(repr=False)

    async def fetch(self, most: int) -> bytes:
        """See `bot.events.Attached`."""
        if len(self.data) > most:
            raise TooLarge
        return self.data


class Sent:
    """A form as it was sent: by whom, and its fields."""

    def __init__(self, persona: Persona, fields: dict[str, str], picture: Upload | None = None) -> None:
        self.persona = persona
        self.picture = picture
        self._fields = fields

    def __getitem__(self, name: str) -> str:
        """A field that must be there, with plain line ends. Raises HTTPBadRequest."""
        if name not in self._fields:
            raise web.HTTPBadRequest(text="a field is missing")
        return self._fields[name].replace("\r\n", "\n")

    def get(self, name: str) -> str | None:
        """A field that may be missing or empty."""
        return self._fields.get(name) or None

    def filled(self) -> dict[str, str]:
        """The fields of a bot's form."""
        return {name.removeprefix(FIELD): self[name] for name in self._fields if name.startswith(FIELD)}


async def _write(gestures: Gestures, sent: Sent) -> Outcome:
    command = sent.get("command")
    text = f"/{command} {sent['text']}" if command else sent["text"]
    return await gestures.write(sent.persona, text, sent.get("answers"))


async def _speak(gestures: Gestures, sent: Sent) -> Outcome:
    return await gestures.speak(sent.persona, sent["text"], sent.get("thread"), sent.get("answers"))


async def _press(gestures: Gestures, sent: Sent) -> Outcome:
    action, *args = sent["press"].split(" ")
    return await gestures.press(sent.persona, sent["message"], action, tuple(args))


async def _fill(gestures: Gestures, sent: Sent) -> Outcome:
    return await gestures.fill(sent.persona, sent["message"], sent.filled(), sent.picture)


async def _edit(gestures: Gestures, sent: Sent) -> Outcome:
    return await gestures.edit(sent.persona, sent["message"], sent["text"])


async def _delete(gestures: Gestures, sent: Sent) -> Outcome:
    return await gestures.delete(sent.persona, sent["message"])


GESTURES: dict[str, Callable[[Gestures, Sent], Awaitable[Outcome]]] = {
    "write": _write,
    "speak": _speak,
    "press": _press,
    "fill": _fill,
    "edit": _edit,
    "delete": _delete,
}


def posted(name: str, personas: Personas, gestures: Callable[[], Gestures | None]) -> Handler:
    """What answers the form called ``name``: 400 for one that is not the page's, 503 before there is a bot."""
    run = GESTURES[name]

    async def answer(request: web.Request) -> web.StreamResponse:
        view, doing = View.of(request.query), gestures()
        try:
            fields, picture = await _read(request)
        except web.HTTPRequestEntityTooLarge:
            toast = speak("en")("refused-picture-large", most=TAKEN_MAX // (1024 * 1024))
            return answered(request, view, Outcome(toast=toast, kept=True))
        if doing is None:
            raise web.HTTPServiceUnavailable(text=speak("en")("playground-starting"))
        try:
            outcome = await run(doing, Sent(personas.called(view.persona), fields, picture))
        except web.HTTPException:
            raise
        except Exception as error:  # a mistake of ours: the page stays as it was, and so does what was typed
            log.error("a gesture failed: %s", type(error).__name__, exc_info=error)
            outcome = Outcome(toast=speak("en")("playground-mistake"), kept=True)
        return answered(request, view, outcome)

    return answer


async def _read(request: web.Request) -> tuple[dict[str, str], Upload | None]:
    """The fields, and the picture if one was chosen. Raises HTTPRequestEntityTooLarge."""
    sent = await request.clone(client_max_size=TAKEN_MAX + OTHER_FIELDS_MAX).post()
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    data = b""
    for value in sent.values():
        if isinstance(value, web.FileField):
            with value.file:
                data = data or value.file.read()
    return fields, Upload(data) if data else None


def renewed(personas: Personas) -> Handler:
    """What answers "somebody else": another somebody new."""

    async def answer(request: web.Request) -> web.StreamResponse:
        personas.renew()
        return answered(request, View.of(request.query), Outcome())

    return answer


def answered(request: web.Request, view: View, outcome: Outcome) -> web.StreamResponse:
    """JSON for the page's script, a way back for a browser without."""
    if SCRIPTED in request.headers:
        return web.json_response(asdict(outcome))
    look = replace(view.look, number=None) if outcome.newest else view.look
    view = replace(view, look=look, answers=None, part="chat" if outcome.focus else view.part)
    anchor = f"#m-{outcome.focus}" if outcome.focus else ""
    raise web.HTTPSeeOther(f"{view.url()}{anchor}")
