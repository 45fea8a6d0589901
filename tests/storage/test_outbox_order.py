"""The outbox held against a model: any order of asking, carrying, failing and reviving.

The model is a plain list, as slow as it is plain. A carried row shows what its subject is at that moment, so "nothing
is lost" reads: what has no row left has been shown as it is now.
"""

import sqlite3
from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.communities import PlaceId
from bot.domain.questions import QuestionId
from bot.ports.records import Row, RowState, Urgency, What
from storage.migrate import migrate
from storage.outbox import Outbox
from storage.session import Ids, Session
from tests.storage.conftest import VAULT

Key = tuple[int, int]
"""Subject and recipient."""


@dataclass
class Known:
    """A row as the model keeps it."""

    key: Key
    lane: tuple[int, int]
    due_at: int
    urgency: Urgency
    state: RowState = RowState.WAITING
    revision: int = 1
    attempts: int = 0
    lost: bool = False


class OutboxMachine(RuleBasedStateMachine):
    """Three recipients: places 1 and 2 with two threads each, and a person, 3."""

    @initialize()
    def begin(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(self.connection, 1)
        self.now = 1_000_000
        self.session = Session(self.connection, Ids(), VAULT, self.now)
        self.outbox = Outbox(self.session)
        self.known: list[Known] = []
        self.version: dict[Key, int] = {}
        self.shown: dict[Key, int] = {}
        self.under_way: dict[Key, tuple[Row, int]] = {}

    def find(self, key: Key) -> Known:
        (known,) = [known for known in self.known if known.key == key]
        return known

    def heads(self) -> list[Known]:
        heads: dict[tuple[int, int], Known] = {}
        for known in self.known:
            if known.state is not RowState.FAILED:
                heads.setdefault(known.lane, known)
        return [head for head in heads.values() if head.state is RowState.WAITING]

    @rule(subject=st.integers(1, 6), recipient=st.integers(1, 3), urgency=st.sampled_from(Urgency))
    def ask(self, subject: int, recipient: int, urgency: Urgency) -> None:
        key, question, to_place = (subject, recipient), QuestionId(subject % 2 + 1), recipient < 3
        self.outbox.put(What.OPINION, subject, PlaceId(recipient), urgency, question=question, to_place=to_place)
        self.version[key] = self.version.get(key, 0) + 1
        if not any(known.key == key for known in self.known):
            self.known.append(Known(key, (recipient, question if to_place else 0), self.now, urgency))
            return
        known = self.find(key)
        known.revision += 1
        known.due_at = min(known.due_at, self.now)
        known.urgency = min(known.urgency, urgency)
        if known.state is RowState.FAILED:
            known.attempts = 0
            known.state = RowState.FAILED if known.lost else RowState.WAITING

    @rule(limit=st.integers(1, 4), first_post=st.booleans())
    def take(self, limit: int, first_post: bool) -> None:
        busy = [row.lane for row, _ in self.under_way.values()]
        for row in self.outbox.due(limit, besides=busy):
            key = (row.subject, int(row.recipient))
            assert row.lane not in busy
            assert key not in self.under_way
            self.under_way[key] = (row, self.version[key])
            if first_post:
                self.outbox.intend(row)
                self.find(key).state = RowState.UNSURE

    def one_under_way(self, data: st.DataObject) -> tuple[Row, Known, int]:
        key = data.draw(st.sampled_from(sorted(self.under_way)))
        row, version = self.under_way.pop(key)
        return row, self.find(key), version

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def done(self, data: st.DataObject) -> None:
        row, known, version = self.one_under_way(data)
        self.shown[known.key] = version
        unchanged = known.revision == row.revision
        assert self.outbox.done(row) is unchanged
        if unchanged:
            self.known.remove(known)
        else:
            known.state, known.attempts, known.due_at = RowState.WAITING, 0, self.now

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), wait=st.integers(0, 50))
    def later(self, data: st.DataObject, wait: int) -> None:
        row, known, _ = self.one_under_way(data)
        self.outbox.later(row, self.now + wait)
        known.state, known.due_at, known.attempts = RowState.WAITING, self.now + wait, known.attempts + 1

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def fail(self, data: st.DataObject) -> None:
        row, known, _ = self.one_under_way(data)
        self.outbox.fail(row, "blocked")
        known.state, known.attempts = RowState.FAILED, known.attempts + 1

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def unsure(self, data: st.DataObject) -> None:
        row, known, _ = self.one_under_way(data)
        self.outbox.unsure(row)
        known.state, known.attempts, known.lost = RowState.FAILED, known.attempts + 1, True

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), wait=st.integers(0, 50))
    def behind(self, data: st.DataObject, wait: int) -> None:
        row, known, _ = self.one_under_way(data)
        self.outbox.behind(row, self.now + wait)
        known.state, known.due_at, known.attempts = RowState.WAITING, self.now + wait, known.attempts + 1
        self.known.remove(known)
        self.known.append(known)

    @rule()
    def crash(self) -> None:
        self.under_way.clear()

    @precondition(lambda self: any(known.key not in self.under_way for known in self.known))
    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        known = data.draw(st.sampled_from([known for known in self.known if known.key not in self.under_way]))
        (row,) = [row for row in self.outbox.rows(What.OPINION, known.key[0]) if row.recipient == known.key[1]]
        self.outbox.retry(row.id)
        if known.state is not RowState.WAITING:
            known.state, known.attempts, known.due_at, known.lost = RowState.WAITING, 0, self.now, False

    @rule(recipient=st.integers(1, 3))
    def revive(self, recipient: int) -> None:
        self.outbox.revive(PlaceId(recipient))
        for known in self.known:
            if known.key[1] == recipient and known.state is RowState.FAILED and not known.lost:
                known.state, known.attempts, known.due_at = RowState.WAITING, 0, self.now

    @rule(ms=st.integers(1, 60))
    def wait(self, ms: int) -> None:
        self.now += ms
        self.session.now = self.now

    @invariant()
    def rows_are_those_of_the_model(self) -> None:
        rows = [row for subject in range(1, 7) for row in self.outbox.rows(What.OPINION, subject)]
        found = [
            ((row.subject, row.recipient), row.lane, row.state, row.revision, row.urgency, row.attempts)
            for row in sorted(rows, key=lambda row: row.id)
        ]
        assert found == [
            (known.key, known.lane, known.state, known.revision, known.urgency, known.attempts) for known in self.known
        ]

    @invariant()
    def the_heads_of_the_lanes_are_due(self) -> None:
        due = [head for head in self.heads() if head.due_at <= self.now]
        found = self.outbox.due(1000)
        assert {(row.subject, row.recipient) for row in found} == {head.key for head in due}
        rank = [(row.urgency, self.find((row.subject, int(row.recipient))).due_at, row.id) for row in found]
        assert rank == sorted(rank)
        times = [head.due_at for head in self.heads() if head.due_at > self.now]
        assert self.outbox.next_due() == min(times, default=None)

    @invariant()
    def each_lane_has_one_head(self) -> None:
        firsts: dict[tuple[int, int], Key] = {}
        for known in self.known:
            if known.state is not RowState.FAILED:
                firsts.setdefault(known.lane, known.key)
        heads = self.connection.execute("SELECT subject, recipient FROM outbox WHERE head = 1").fetchall()
        assert sorted(heads) == sorted(firsts.values())

    @invariant()
    def nothing_is_lost(self) -> None:
        waiting = {known.key for known in self.known}
        for key, version in self.version.items():
            assert key in waiting or self.shown[key] == version

    def teardown(self) -> None:
        self.connection.close()


TestOutboxAgainstTheModel = OutboxMachine.TestCase
TestOutboxAgainstTheModel.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
