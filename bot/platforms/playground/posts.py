"""Forms that the page sends → gestures → where the page goes from there.

The page's script gets a small JSON answer; a browser without scripts is sent back to the page.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace

from aiohttp import web

from bot.platforms.playground.events import Gestures, Outcome
from bot.platforms.playground.guard import SCRIPTED, Handler
from bot.platforms.playground.personas import Persona, Personas
from bot.platforms.playground.view import View
from bot.words import speak

log = logging.getLogger(__name__)

FIELD = "field-"
"""Begins the names of a bot's form's fields, so that they can't be mistaken for the page's own."""


class Sent:
    """A form as it was sent: by whom, and its fields."""

    def __init__(self, persona: Persona, fields: dict[str, str]) -> None:
        self.persona = persona
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
    return await gestures.write(sent.persona, sent["text"], sent.get("answers"))


async def _speak(gestures: Gestures, sent: Sent) -> Outcome:
    return await gestures.speak(sent.persona, sent["text"], sent.get("thread"), sent.get("answers"))


async def _press(gestures: Gestures, sent: Sent) -> Outcome:
    action, *args = sent["press"].split(" ")
    return await gestures.press(sent.persona, sent["message"], action, tuple(args))


async def _fill(gestures: Gestures, sent: Sent) -> Outcome:
    return await gestures.fill(sent.persona, sent["message"], sent.filled())


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
        fields = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        if doing is None:
            raise web.HTTPServiceUnavailable(text=speak("en")("playground-starting"))
        try:
            outcome = await run(doing, Sent(personas.called(view.persona), fields))
        except web.HTTPException:
            raise
        except Exception as error:  # a mistake of ours: the page stays as it was, and so does what was typed
            log.error("a gesture failed: %s", type(error).__name__, exc_info=error)
            outcome = Outcome(toast=speak("en")("playground-mistake"), kept=True)
        return answered(request, view, outcome)

    return answer


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
