"""Lists of questions: what waits for an opinion, and what a week was like."""

from time import perf_counter

from bot.domain.appointments import DAY
from bot.domain.communities import CommunityId
from bot.domain.opinions import Byline
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId, Status
from bot.domain.threads import Role
from bot.ports.listing import Group
from bot.ports.store import Tx
from storage import Database
from tests.fakes.clock import FakeClock
from tests.storage.conftest import World

NOBODY = Byline(None, None, 1)


def ask(tx: Tx, world: World, audience: tuple[str, ...] = (), **more: bool | int) -> QuestionId:
    held, delay = bool(more.get("held")), int(more.get("delay", 0))
    return tx.questions.add(world.community, world.asker, "A title", "", audience, held=held, delay=delay).id


async def test_what_waits_is_told_by_whom_it_waits_for(db: Database, world: World) -> None:
    def build(tx: Tx) -> None:
        ask(tx, world, ("girl",))  # 2
        ask(tx, world, ("guy",))  # 3
        ask(tx, world, ("guy", "girl"))  # 4
        tx.questions.set_status(ask(tx, world), Status.CLOSED)  # 5
        tx.questions.set_locked(ask(tx, world), locked=True)  # 6
        ask(tx, world, held=True)  # 7
        ask(tx, world, delay=1000)  # 8
        tx.opinions.add(ask(tx, world), world.people[0], NOBODY, "Yes", None)  # 9

    await db.write(build)

    async def numbers(group: Group, category: str, below: int = 99, limit: int = 9) -> list[int]:
        def look(tx: Tx) -> list[int]:
            return [each.number for each in tx.listing.unanswered(world.community, group, category, below, limit)]

        return await db.read(look)

    assert await numbers(Group.MINE, "girl") == [4, 2]
    assert await numbers(Group.EVERYONE, "girl") == [1]
    assert await numbers(Group.OTHERS, "girl") == [3]
    assert await numbers(Group.MINE, "") == []
    assert await numbers(Group.OTHERS, "") == [4, 3, 2]
    assert await numbers(Group.OTHERS, "", below=4, limit=1) == [3]


async def test_a_question_waits_again_when_its_only_opinion_goes(db: Database, world: World) -> None:
    def waits(tx: Tx) -> int:
        return len(tx.listing.unanswered(world.community, Group.EVERYONE, "", 99, 9))

    opinion, _ = await db.write(lambda tx: tx.opinions.add(world.question, world.people[0], NOBODY, "Yes", None))
    await db.write(lambda tx: tx.opinions.set_byline(opinion.id, Byline("girl", None, 1)))
    assert await db.read(waits) == 0
    await db.write(lambda tx: tx.opinions.hold(opinion.id))
    assert await db.read(waits) == 1
    await db.write(lambda tx: tx.opinions.restore(opinion.id))
    assert await db.read(waits) == 0
    await db.write(lambda tx: tx.opinions.remove(opinion.id))
    assert await db.read(waits) == 1


async def test_the_list_costs_what_waits_and_not_what_was_answered(db: Database, world: World) -> None:
    def many(tx: Tx) -> None:
        tx._session.run(  # type: ignore[attr-defined]
            "INSERT INTO question (id, community_id, number, asker, title, details, audience, status, posted_at,"
            " opinions) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
            " SELECT 9000000 + i, $1, 100 + i, $2, 'A title', '', '', 'open', $3, 1 FROM n",
            *(world.community, world.asker, tx.now),
        )

    async def taken() -> float:
        begun = perf_counter()
        for _ in range(20):
            await db.read(lambda tx: [tx.listing.unanswered(world.community, each, "girl", 10**6, 6) for each in Group])
        return perf_counter() - begun

    few = min([await taken() for _ in range(3)])
    await db.write(many)
    lots = min([await taken() for _ in range(3)])
    assert lots < 10 * few + 0.05, (few, lots)


async def test_a_week_has_its_questions_and_what_was_said_in_it(db: Database, world: World, clock: FakeClock) -> None:
    first = clock.now() + DAY

    def before(tx: Tx) -> QuestionId:
        tx.opinions.add(world.question, world.people[0], NOBODY, "Too early", None)
        return ask(tx, world)

    old = await db.write(before)
    clock.advance(2 * DAY)

    def within(tx: Tx, community: CommunityId, people: tuple[PersonId, ...]) -> tuple[QuestionId, QuestionId]:
        new, gone = ask(tx, world), ask(tx, world)
        ask(tx, world, held=True)
        for person in people:
            tx.opinions.add(old, person, NOBODY, "Yes", None)
        tx.opinions.add(new, people[0], NOBODY, "Yes", None)
        tx.opinions.add(gone, people[0], NOBODY, "Yes", None)
        tx.questions.set_status(gone, Status.REMOVED)
        return new, gone

    new, _ = await db.write(lambda tx: within(tx, world.community, world.people))
    last = clock.now() + DAY

    def look(tx: Tx) -> tuple[tuple[int, int], list[QuestionId], list[tuple[QuestionId, int]]]:
        listing, span = tx.listing, (first, last)
        since = [each.id for each in listing.since(world.community, *span, 9)]
        discussed = [(each.id, count) for each, count in listing.discussed(world.community, *span, 9)]
        return listing.count(world.community, *span), since, discussed

    assert await db.read(look) == ((1, 4), [new], [(old, 3), (new, 1)])


async def test_the_last_word_is_an_opinion_or_a_reply_that_stands(db: Database, world: World, clock: FakeClock) -> None:
    def last(tx: Tx) -> int:
        return tx.listing.last_word(world.question)

    assert await db.read(last) == 0
    opinion, _ = await db.write(lambda tx: tx.opinions.add(world.question, world.people[0], NOBODY, "Yes", None))
    said = clock.now()
    assert await db.read(last) == said
    clock.advance(5)
    reply = await db.write(
        lambda tx: tx.replies.add(opinion, world.asker, Role.ASKER, Byline(None, None, None), "Why?", None, None)
    )
    assert await db.read(last) == said + 5
    await db.write(lambda tx: tx.replies.remove(reply.id))
    assert await db.read(last) == said
