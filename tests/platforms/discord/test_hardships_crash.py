"""The process dies between sending and writing it down: the same row is sent again, and Discord knows it again."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from simcord.http import router

from tests.platforms.discord.porch import porch, read


async def test_a_crash_between_sending_and_writing_it_down_does_not_double_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with porch(tmp_path) as here:
        await here.set_up()
        ana, sam = here.member("Ana"), here.member("Sam")
        await here.asks(ana, "Is there still hope?")
        sent, arrived = remembering_nonces(monkeypatch)

        class Dies:
            """A store in which nothing is written down any more."""

            listen, read = here.store.listen, here.store.read

            async def write(self, unit: Any) -> None:
                await asyncio.Event().wait()

        here.courier._store = Dies()  # type: ignore[assignment]
        await sam.send(here.post(), "There is.")
        await asyncio.wait_for(arrived.wait(), 5)
        here.dm(ana, "There is.")
        here._carrying.cancel()
        await asyncio.wait([here._carrying])
        here._carrying = asyncio.create_task(asyncio.sleep(0))
        await here.restart()
        assert "\n".join(here.dms(ana)).count("There is.") == 1
        assert max(sent.values()) == 2, "it was sent again, and known again"
        await here.replies(ana, "How so?", here.dm(ana, "There is."))
        assert "How so?" in read(here.post().history()[-1])


def remembering_nonces(monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, int], asyncio.Event]:
    """From now on Discord does what it does with nonces, which simcord 3.2 leaves out.

    Returns how often each one came, and what is set once the first has.
    """
    dispatch, known = router.dispatch, dict[str, Any]()
    came, arrived = dict[str, int](), asyncio.Event()

    def knows(backend: Any, method: str, path: str, *, json: Any = None, **more: Any) -> Any:
        nonce = json.get("nonce") if isinstance(json, dict) and json.get("enforce_nonce") else None
        if nonce is None:
            return dispatch(backend, method, path, json=json, **more)
        came[nonce] = came.get(nonce, 0) + 1
        if nonce not in known:
            known[nonce] = dispatch(backend, method, path, json=json, **more)
            arrived.set()
        return known[nonce]

    monkeypatch.setattr(router, "dispatch", knows)
    return came, arrived
