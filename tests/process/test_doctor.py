"""`agony-aunt doctor`: says what is right and what to mend, tells no secret, and disturbs nobody."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import discord
import pytest

from bot.app import SystemClock
from bot.doctor import examine
from bot.domain.communities import PlaceKind
from bot.domain.people import Face
from bot.ports.checkup import Finding, Mark
from bot.ports.records import Urgency, What
from bot.ports.store import Tx
from bot.vault import KeyVault
from storage import Database
from tests.fakes.discord import Server as DiscordServer
from tests.fakes.discord import State
from tests.fakes.discord import serving as discord_serving
from tests.fakes.discord.model import FORUM
from tests.process.bot import KEY
from tests.process.conftest import Town

HARMLESS = {"getMe", "getWebhookInfo", "getChat", "getChatMember"}


async def told(town: Town, *arguments: str) -> tuple[int, list[str]]:
    """Runs it as a process: exit code and lines, each of which is a finding. Nothing goes to stderr."""
    code, out, err = await town.bot.told("doctor", *arguments)
    assert err == []
    assert out
    for line in out:
        assert line[:2] in ("✓ ", "! ", "✗ ")
        assert line[-1] in ".?"
        assert str(abs(town.porch.id)) not in line
        assert "Olga" not in line
        assert "canary" not in line.lower()
    assert code == any(line.startswith("✗") for line in out)
    return code, out


async def examined(town: Town, **environ: str) -> list[Finding]:
    """The same within this process."""
    settings = {**town.bot.environ, "AUNT_STORAGE__PATH": str(town.bot.database), **environ}
    return [each async for each in examine(None, settings)]


def of(findings: list[Finding], mark: Mark) -> list[str]:
    return [each.sentence for each in findings if each.mark is mark]


@pytest.fixture
async def discord_server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    async with discord_serving(State()) as server:
        yield server


async def fill(town: Town, unit: Callable[[Tx], None]) -> None:
    """Puts something into the store, as a bot would have."""
    store = await Database.open(town.bot.database, SystemClock(), KeyVault([b"k" * 32]))
    try:
        await store.write(unit)
    finally:
        await store.close()


# ---- as a process ------------------------------------------------------------------------------------------------


async def test_a_bot_that_runs_and_is_well_stays_so(town: Town) -> None:
    await town.opens()
    before = len(town.world.calls)
    doctor = await examined(town)
    asked = {call.method for call in town.world.calls[before:]} - {"getUpdates"}  # the bot's own long poll goes on
    assert asked <= HARMLESS
    assert {each.mark for each in doctor} == {Mark.FINE}
    code, out = await told_beside(town)
    assert (code, {line[0] for line in out}) == (0, {"✓"})
    assert "✓ Telegram: “The Porch”: the bot is an administrator and may do what it needs." in out
    await town.olga.writes("/start")
    await town.olga.waits_for("Your community answers", timeout=20)
    assert await town.bot.stop() == 0


async def told_beside(town: Town) -> tuple[int, list[str]]:
    """As `told`, in a second process beside the bot's own."""
    second = replace(town.bot, out=[], err=[])
    try:
        return await told(replace(town, bot=second))
    finally:
        await second.clean_up()


async def test_before_the_first_run_there_is_nothing_to_mend_and_nothing_is_made(town: Town) -> None:
    code, out = await told(town)
    assert code == 0
    assert [line for line in out if line.startswith("! There is no database at store/aunt.db yet")]
    assert not town.bot.database.parent.exists()


async def test_a_terminal_that_has_no_such_signs_is_no_reason_to_fall_ill(town: Town) -> None:
    town.bot.environ["PYTHONIOENCODING"] = "latin-1"
    code, out, err = await town.bot.told("doctor")
    assert (code, err) == (0, [])
    assert "? The settings can be read." in out


async def test_settings_that_can_not_be_read_are_the_only_finding(town: Town) -> None:
    town.bot.environ["AUNT_TELEGRAM__TOKN"] = "canary"
    code, (line,) = await told(town)
    assert code == 1
    assert "did you mean AUNT_TELEGRAM__TOKEN?" in line


async def test_what_is_left_after_a_crash_can_be_looked_at_and_a_bad_day_is_told_line_by_line(town: Town) -> None:
    await town.opens()
    await town.bot.kill()
    del town.bot.environ["AUNT_PRIVACY__KEY"]
    (town.bot.folder / "key").write_text(KEY)
    (town.bot.folder / "key").chmod(0o644)
    town.bot.environ["AUNT_PRIVACY__KEY_FILE"] = "key"
    town.porch.change_bot(can_manage_topics=False)
    code, out = await told(town)
    assert code == 1
    bad = [line for line in out if not line.startswith("✓")]
    assert len(bad) == 2
    assert "chmod 600 key" in bad[0]
    assert bad[1].startswith("✗ Telegram: “The Porch”: the bot lacks the right “Manage topics”")


# ---- within this process -----------------------------------------------------------------------------------------


async def test_the_key(town: Town) -> None:
    file = town.bot.folder / "key"
    del town.bot.environ["AUNT_PRIVACY__KEY"]
    assert "privacy.key is missing" in of(await examined(town), Mark.WRONG)[0]
    assert "does not exist" in of(await examined(town, AUNT_PRIVACY__KEY_FILE=str(file)), Mark.WRONG)[0]
    file.touch(0o600)
    file.write_text(KEY)
    found = await examined(town, AUNT_PRIVACY__KEY_FILE=str(file))
    assert "The key file is there, and only its owner can read it." in of(found, Mark.FINE)


async def test_a_database_that_is_none_or_newer_or_that_others_may_read(town: Town) -> None:
    await fill(town, lambda tx: None)
    town.bot.database.chmod(0o644)
    assert any("chmod 600" in each for each in of(await examined(town), Mark.HINT))
    connection = sqlite3.connect(town.bot.database)
    with connection:
        connection.execute("INSERT INTO migration (number, name, checksum, applied_at) VALUES (9999, 'x', '', 1)")
    connection.close()
    assert "newer version" in of(await examined(town), Mark.WRONG)[0]
    notes = town.bot.folder / "notes.txt"
    notes.write_text("These are my notes, and they are no database at all.\n" * 40)
    found = of(await examined(town, AUNT_STORAGE__PATH=str(notes)), Mark.WRONG)
    assert found[0].startswith(f"storage.path (AUNT_STORAGE__PATH): {notes} can't be read as the database")


async def test_what_went_wrong_is_counted_with_its_reasons(town: Town) -> None:
    faces = (("a", Face.HIDDEN), ("b", Face.HIDDEN), ("c", Face.OPEN))

    def unit(tx: Tx) -> None:
        home = tx.communities.add("The Porch", ())
        place = tx.communities.add_place(home.id, "telegram", str(town.porch.id), "The Porch", PlaceKind.FORUM)
        people = [tx.people.meet(name, face, "telegram", "en", str).id for name, face in faces]
        for number, reason in enumerate(("no-rights", "lost")):
            tx.outbox.put(What.QUESTION, number, place.id, Urgency.POST, to_place=True)
            tx.outbox.fail(tx.outbox.rows(What.QUESTION, number)[0], reason)
        for person in people:
            tx.outbox.put(What.OPINION, person, person, Urgency.NOTICE)
            tx.outbox.fail(tx.outbox.rows(What.OPINION, person)[0], "closed")
        row = tx.inbox.arrived("telegram", "1", "")
        assert row is not None
        tx.inbox.set_aside(row)

    await fill(town, unit)
    found = await examined(town)
    assert of(found, Mark.WRONG) == []
    aside, cards, notices = of(found, Mark.HINT)
    assert aside.startswith("1 update could not be handled")
    assert cards == (
        "2 cards could not be posted: the answer was lost, so it may stand there (1), the bot is not allowed to write "
        "there (1); send /setup there to try again."
    )
    assert notices.startswith("3 notices could not be delivered: private messages are closed (3); they go out when")


async def test_both_platforms_each_with_its_places(town: Town, discord_server: DiscordServer) -> None:
    state = discord_server.state
    guild = state.make_guild("The Porch", state.make_user("Olga"))
    forum, gone = state.make_channel(guild, "advice", FORUM), state.make_channel(guild, "gone", FORUM)
    del guild.channels[gone.id]

    def unit(tx: Tx) -> None:
        home = tx.communities.add("The Porch", ()).id
        tx.communities.add_place(home, "telegram", str(town.porch.id), "The Porch", PlaceKind.FORUM)
        tx.communities.add_place(home, "discord", str(forum.id), "advice", PlaceKind.FORUM)
        tx.communities.add_place(home, "discord", str(gone.id), "gone", PlaceKind.FORUM)
        left = tx.communities.add_place(home, "discord", "4711", "The Cellar", PlaceKind.FORUM)
        tx.communities.update_place(replace(left, open=False))

    await fill(town, unit)
    both = {"AUNT_DISCORD__TOKEN": state.token, "AUNT_DISCORD__API_URL": discord_server.api_url}
    found = await examined(town, **both)
    assert of(found, Mark.WRONG) == ["Discord: “gone”: its channel was deleted: choose another one with /setup."]
    fine = of(found, Mark.FINE)
    assert "Telegram: “The Porch”: the bot is an administrator and may do what it needs." in fine
    assert "Discord: “advice”: the bot may do what it needs." in fine
    assert any(each.startswith("Discord: “The Cellar”: the bot was removed") for each in of(found, Mark.HINT))
    assert not [call for call in state.calls if "4711" in call.path], "where it was removed, nobody is asked"

    found = await examined(town)
    assert "Discord: the community has a place there, but no token is set." in of(found, Mark.HINT)
    assert of(found, Mark.WRONG) == []


async def test_platforms_that_can_not_be_reached_are_one_line_each(town: Town, port: int) -> None:
    nobody = f"http://127.0.0.1:{port}"
    found = await examined(
        town,
        AUNT_TELEGRAM__API_URL=nobody,
        AUNT_DISCORD__TOKEN="a-token-of-nobody",
        AUNT_DISCORD__API_URL=f"{nobody}/api/v10",
    )
    there = [each for each in found if each.sentence.startswith(("Telegram", "Discord"))]
    assert [(each.mark, each.sentence.partition(":")[0]) for each in there] == [
        (Mark.WRONG, "Telegram"),
        (Mark.WRONG, "Discord"),
    ]
    assert all("can't be reached" in each.sentence for each in there)


async def test_an_api_that_is_something_else_is_one_line_too(town: Town, discord_server: DiscordServer) -> None:
    """Discord's address points at Telegram, and the other way round."""
    found = await examined(
        town,
        AUNT_TELEGRAM__API_URL=discord_server.api_url,
        AUNT_DISCORD__TOKEN="a-token-of-nobody",
        AUNT_DISCORD__API_URL=f"{town.server.api_url}/bot{town.world.token}",
    )
    there = of(found, Mark.WRONG)
    assert [each.partition(":")[0] for each in there] == ["Telegram", "Discord"]
    assert not any(town.world.token in each for each in there)
    discord_server.state.violations.clear()  # Telegram's words are none that Discord knows


async def test_without_any_token_one_is_asked_for(town: Town) -> None:
    del town.bot.environ["AUNT_TELEGRAM__TOKEN"]
    (sentence,) = of(await examined(town), Mark.WRONG)
    assert "AUNT_TELEGRAM__TOKEN" in sentence
    assert "AUNT_DISCORD__TOKEN" in sentence
