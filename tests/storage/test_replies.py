"""Replies under opinions."""

from bot.domain.opinions import Byline
from bot.domain.threads import Reply, ReplyId, Role
from bot.ports.store import Tx
from storage import Database
from tests.storage.conftest import World

BY = Byline("guy", None, 1)


async def test_a_thread_of_replies(db: Database, world: World) -> None:
    ana, ben, cid = world.people

    def build(tx: Tx) -> list[Reply]:
        under = tx.opinions.add(world.question, ana, BY, "Yes", world.place)[0]
        add = tx.replies.add
        first = add(under, world.asker, Role.ASKER, Byline(None, None, None), "Why?", None, None)
        return [
            first,
            add(under, ben, Role.MEMBER, Byline("guy", "Ben", None), "Because", first.id, world.place),
            add(under, cid, Role.MEMBER, BY, "Oh", None, None),
            add(under, world.asker, Role.ASKER, Byline(None, None, None), "Ah", None, None),
        ]

    made = await db.write(build)
    opinion = made[0].opinion_id
    assert [await db.read(lambda tx, id=each.id: tx.replies.get(id)) for each in made] == made  # type: ignore[misc]
    assert await db.read(lambda tx: tx.replies.under(opinion, 0, 10)) == made
    assert await db.read(lambda tx: tx.replies.under(opinion, made[0].id, 2)) == made[1:3]
    assert await db.read(lambda tx: tx.replies.before(opinion, made[3].id, 2)) == made[1:3]
    assert await db.read(lambda tx: tx.replies.count(opinion)) == 4
    assert await db.read(lambda tx: tx.replies.private_voices(opinion)) == [world.asker, cid]
    await db.write(lambda tx: tx.replies.set_text(made[1].id, "Well"))
    await db.write(lambda tx: tx.replies.remove(made[2].id))
    assert [each.text for each in await db.read(lambda tx: tx.replies.under(opinion, 0, 10))] == ["Why?", "Well", "Ah"]
    assert await db.read(lambda tx: tx.replies.count(opinion)) == 3
    assert await db.read(lambda tx: tx.replies.private_voices(opinion)) == [world.asker]
    removed = await db.read(lambda tx: tx.replies.get(made[2].id))
    assert removed
    assert removed.removed
    assert await db.read(lambda tx: tx.replies.get(ReplyId(1))) is None
