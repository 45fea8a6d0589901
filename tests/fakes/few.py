"""Communities of few people: in most stories there are two or three, and yet each shows as what they are."""

from bot.ports.store import Store, Tx


async def protect_nobody(store: Store) -> None:
    """From now on nobody's is a lone voice, in any community there is."""
    await _set(store, "1")


async def protect_few(store: Store) -> None:
    """As it is by itself: a voice among fewer than three is a lone one."""
    await _set(store, None)


async def hold_nothing(store: Store) -> None:
    """From now on no text is held for a moderator, whatever is in it."""
    await _set(store, '"off"', "review")


async def _set(store: Store, value: str | None, key: str = "lone_voice") -> None:
    def unit(tx: Tx) -> None:
        for platform in ("telegram", "discord", "playground"):
            for community in tx.communities.on(platform):
                tx.communities.set_rule(community.id, key, value)

    await store.write(unit)
