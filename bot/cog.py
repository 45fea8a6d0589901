"""The words a cog is written in.

A platform tells what somebody did as an :class:`~bot.events.Event`; dispatch finds the cog that declared it and runs
its handler **inside one unit of work**, so a handler is a plain function: it calls services with ``call.tx``, and
returns what the person gets to see. Nothing in a handler waits, and nothing of it happens twice or by half.

    cog = Cog("asking")

    @dataclass(frozen=True)
    class Ask(Form):
        title: str = line(TITLE_MIN, TITLE_MAX)

    @cog.command("ask")
    def begin(call: Call, words: str) -> Answer:
        return Begin(Ask)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from bot.cards import Card, Sheet, Toast
from bot.domain.communities import CommunityId, Place, Survey
from bot.domain.errors import Refused
from bot.domain.people import Caller, PersonId
from bot.domain.pictures import Image
from bot.events import Where
from bot.ports.records import FormId, OpenForm, Row
from bot.ports.store import Tx
from bot.words import Words

# ---- forms -------------------------------------------------------------------------------------------------------

Options = Callable[[Tx, Words, OpenForm], list[tuple[str, str]]]
"""What can be chosen: (value, label) pairs, given the form as far as it is filled in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for. Its label is the sentence ``form-<form>-<name>``; ``check`` cleans or refuses.

    A choice with one option only is filled in without asking, one with none is left empty. ``default`` is the option
    that counts where a form that is filled in whole brings none. ``after`` names a field without which this one, which
    is optional, is not asked for step by step. A ``spare`` one is never asked for step by step, and left out of a form
    that is filled in whole where there are too many others; the preview leads to it.
    """

    kind: str
    check: Callable[[str], str] | None = None
    optional: bool = False
    options: Options | None = None
    most: int = 0
    default: str = ""
    spare: bool = False
    after: str = ""


def line(check: Callable[[str], str], most: int) -> Any:
    """One line of text of at most ``most`` characters."""
    return field(default="", metadata={"field": Field("line", check, most=most)})


def paragraph(
    check: Callable[[str], str], most: int, *, optional: bool = False, after: str = "", spare: bool = False
) -> Any:
    """Text of several lines, at most ``most`` characters; step by step it comes ``after`` another was filled in, or,
    if it is ``spare``, on demand only."""
    asked = Field("paragraph", check, optional, most=most, after=after, spare=spare)
    return field(default="", metadata={"field": asked})


def choice(options: Options, *, default: str = "") -> Any:
    """One of several options."""
    return field(default="", metadata={"field": Field("choice", options=options, default=default)})


def picture() -> Any:
    """A picture that may go with the form. It is taken with whatever step it comes with, and no step asks for it."""
    return field(default="", metadata={"field": Field("picture", optional=True)})


def kept() -> Any:
    """Something the form keeps for itself and asks nobody; given by ``Begin.preset``."""
    return field(default="", metadata={"field": Field("kept")})


@dataclass(frozen=True)
class Form:
    """What a form's dataclass inherits. Its fields are asked for in the order they are declared in.

    Its handler runs as soon as the last field is there, unless it has a ``preview``.
    """

    @classmethod
    def preview(cls, tx: Tx, words: Words, form: OpenForm) -> Card | None:
        """Shows a form that is filled in before anything happens with it; the card's buttons go on from there."""
        return None

    @classmethod
    def note(cls, tx: Tx, words: Words, form: OpenForm) -> str | None:
        """A sentence to go with the form, about what will become of it."""
        return None

    @classmethod
    def looked_over(cls, call: "Call", form: OpenForm, *, shown: bool) -> Mapping[str, str]:
        """What the form is to keep of what stands in it, looked at while its writer is there: values by field.

        Asked for whenever every field is there, before the preview. ``shown`` says that the preview stands before them
        already.
        """
        return {}

    @classmethod
    def asks(cls) -> dict[str, Field]:
        """The fields by name."""
        return {each.name: each.metadata["field"] for each in fields(cls)}

    @classmethod
    def takes_picture(cls) -> bool:
        """Whether a picture may go with it."""
        return any(each.kind == "picture" for each in cls.asks().values())


@dataclass(frozen=True, slots=True)
class Begin:
    """The answer that opens a form, about ``subject`` (a question, an opinion) if there is one.

    ``preset`` fills fields in beforehand: those that are kept, and choices that need no asking any more.
    """

    of: type[Form]
    subject: int | None = None
    preset: Mapping[str, str] = field(default_factory=dict)


class Pass:
    """What a handler of messages returns when a message is none of its business; the next cog is asked."""


Answer = Card | Toast | Begin | Sheet | Pass | None
"""None: done, with nothing to say."""

# ---- handlers ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Call:
    """What a handler is given: the unit of work, who and where, and the words in their language.

    ``form`` and ``sources`` tell a form's handler which form it was and which messages its fields came from.
    ``survey`` is what the platform says about the place and the caller's standing in it, for commands that asked.
    ``notice`` makes the card that a row to a person stands for; None where there is nothing to show any more.
    ``traces_of`` tells by what sanctions know somebody, under each key of the vault, newest first; nothing where no
    key opens what is known of them any more. ``developed`` is the picture that came with it, or why it can't be taken.
    """

    tx: Tx
    caller: Caller = field(repr=False)
    where: Where
    words: Words
    notice: Callable[[Row], Card | None]
    traces_of: Callable[[PersonId], Sequence[str]]
    form: FormId | None = None
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    survey: Survey | None = None
    developed: Image | Refused | None = field(default=None, repr=False)

    def picture(self) -> Image | None:
        """The picture that came with it, drawn anew; None if none did. Refuses one that can't be taken."""
        if isinstance(self.developed, Refused):
            raise self.developed
        return self.developed

    def place(self) -> Place:
        """The place it happens in; refuses a private chat or a chat that is no place of a community."""
        if self.where.place is None:
            raise Refused("in-a-group")
        place = self.tx.communities.place_at(self.where.platform, self.where.place)
        if place is None:
            raise Refused("not-set-up")
        return place

    def near(self) -> CommunityId | None:
        """The community in whose place somebody acts unseen; None in the private chat."""
        place = self.tx.communities.place_at(self.where.platform, self.where.near) if self.where.near else None
        return place.community_id if place else None

    def moderates(self, community: CommunityId) -> bool:
        """Whether the caller is a moderator of this community."""
        return self.caller.moderates(community)

    def must_moderate(self, community: CommunityId) -> None:
        """Refuses whoever is not."""
        if not self.caller.moderates(community):
            raise Refused("moderators-only")


F = TypeVar("F", bound=Form)
OnCommand = Callable[[Call, str], Answer]
OnPress = Callable[..., Answer]
OnSay = Callable[[Call, str | None], Answer]
OnForm = Callable[[Call, Any], Answer]
OnEvent = Callable[[Call, Any], Answer]
OnTyped = Callable[[Call, str], list[tuple[str, str]]]
"""What could be meant by words typed so far: (label, value) pairs, the likeliest first. Only reads and meets nobody."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A command as declared: offered in private chats, in public places or both. ``survey`` asks the platform first.

    ``moderators`` has it listed for moderators only, where a platform can; the command itself looks who gives it.
    ``reads`` promises that it changes nothing, so that it runs beside the writer.
    """

    run: OnCommand
    survey: bool
    private: bool
    public: bool
    moderators: bool = False
    reads: bool = False


@dataclass
class Cog:
    """One feature: what it listens to, by name. Two cogs can't claim the same command, action or form."""

    name: str
    commands: dict[str, Declared] = field(default_factory=dict)
    presses: dict[str, OnPress] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    forms: dict[str, tuple[type[Form], OnForm]] = field(default_factory=dict)
    suggestions: dict[str, OnTyped] = field(default_factory=dict)
    says: list[OnSay] = field(default_factory=list)
    events: dict[type, OnEvent] = field(default_factory=dict)

    def command(
        self,
        name: str,
        *,
        survey: bool = False,
        private: bool = True,
        public: bool = False,
        moderators: bool = False,
        reads: bool = False,
    ) -> Callable[[OnCommand], OnCommand]:
        """Declares ``/name words``."""

        def keep(run: OnCommand) -> OnCommand:
            self.commands[name] = Declared(run, survey, private, public, moderators, reads)
            return run

        return keep

    def suggests(self, command: str) -> Callable[[OnTyped], OnTyped]:
        """Declares what is offered while the words of ``/command`` are typed, on platforms that can."""

        def keep(run: OnTyped) -> OnTyped:
            self.suggestions[command] = run
            return run

        return keep

    def pressed(self, action: str, *, reads: bool = False, link: bool = False) -> Callable[[OnPress], OnPress]:
        """Declares a button's action; the handler takes the call and the button's arguments (``int`` or ``str``).

        ``reads`` promises that it changes nothing, so that it runs beside the writer. ``link`` lets it be opened by a
        link, which anybody can send to anybody: so only what shows something or asks first, never what acts.
        """

        def keep(run: OnPress) -> OnPress:
            self.presses[action] = run
            if reads:
                self.reads.add(action)
            if link:
                self.links.add(action)
            return run

        return keep

    def submitted(self, form: type[F]) -> Callable[[Callable[[Call, F], Answer]], Callable[[Call, F], Answer]]:
        """Declares what happens once ``form`` is filled in."""

        def keep(run: Callable[[Call, F], Answer]) -> Callable[[Call, F], Answer]:
            self.forms[form.__name__.lower()] = (form, run)
            return run

        return keep

    def said(self, run: OnSay) -> OnSay:
        """Declares what happens on a message that no open form waits for."""
        self.says.append(run)
        return run

    def on(self, kind: type) -> Callable[[OnEvent], OnEvent]:
        """Declares what happens on an edit, a deletion, or a change of the place."""

        def keep(run: OnEvent) -> OnEvent:
            self.events[kind] = run
            return run

        return keep
