"""Callers: whoever does something, as the cogs get to know them.

In comes who it is on the platform, out goes a `Caller` whose faces are looked up, or made known, only where they act.
What an account's tokens are is worked out before the unit of work, as it takes the vault's time.
"""

from collections.abc import Mapping, Sequence

from bot.badges import Badges
from bot.belonging import Belonging
from bot.domain.people import Caller, Face, PersonId
from bot.events import Event, Where, Who
from bot.ports.store import Tx
from bot.ports.vault import Vault
from bot.services import reaching
from bot.standing import Standing
from bot.words import speak

Tokens = Mapping[Face, Sequence[str]]
"""The tokens of somebody's faces under each key of the vault, newest first."""


class Unknown(Exception):
    """A unit that only reads met somebody whom the store does not know yet."""


class Callers:
    """Makes callers, by the vault's keys."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def tokens(self, who: Who) -> Tokens:
        """The tokens of somebody's faces."""
        return {face: self._vault.tokens(who.user, face) for face in Face}

    def acting(
        self, tx: Tx, event: Event, tokens: Tokens, badges: Badges, standing: Standing, belonging: Belonging
    ) -> Caller:
        """Somebody in a unit that writes: a face is made known to the store when it acts."""
        changed: list[Face] = []
        return Caller(
            lambda face: self._meet(tx, event, tokens, face, changed),
            lambda face: find(tx, tokens, face),
            event.where.platform,
            event.who.name,
            lambda community: badges.of(tx, community),
            lambda community: standing.moderates(tx, community),
            lambda: self._vault.traces(event.who.user),
            event.who.handle,
            event.who.known_since,
            lambda community: belonging.to(tx, community),
        )

    def known(self, tx: Tx, who: Who, where: Where, tokens: Tokens, badges: Badges | None = None) -> Caller:
        """Somebody in a unit that only reads: a face that the store does not know raises Unknown where it is needed."""

        def meet(face: Face) -> PersonId:
            found = find(tx, tokens, face)
            if found is None:
                raise Unknown
            return found

        return Caller(
            meet,
            lambda face: find(tx, tokens, face),
            where.platform,
            who.name,
            lambda community: badges.of(tx, community) if badges is not None else (),
            traces=lambda: self._vault.traces(who.user),
            handle=who.handle,
        )

    def _meet(self, tx: Tx, event: Event, tokens: Tokens, face: Face, changed: list[Face]) -> PersonId:
        """One face of whoever it is, made known where it was not.

        It takes on the language they are read in, and can be written to again when they write in private. But what is
        known of a face ``changed`` in this unit is all that changes: what changes together belongs together. The other
        one's turn comes when it acts by itself.
        """
        user, language = event.who.user, speak(event.who.language).language

        def seal(person: PersonId) -> str:
            return self._vault.seal_contact(user, f"contact:{person}")

        newest, *former = tokens[face]
        for token in former:  # somebody of whom a rotation knew no contact, and who is here again
            tx.people.renew(token, newest)
        person = tx.people.meet(newest, face, user.platform, language, seal)
        if changed and face not in changed:
            return person.id
        if person.language != language:
            tx.people.set_language(person.id, language)
            changed.append(face)
        if event.where.place is None and reaching.again(tx, person.id):
            changed.append(face)
        return person.id


def find(tx: Tx, tokens: Tokens, face: Face) -> PersonId | None:
    """A face of somebody, if the store knows it."""
    found = next((person for token in tokens[face] if (person := tx.people.find(token))), None)
    return found.id if found else None
