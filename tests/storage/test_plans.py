"""Query plans: every statement of the repositories is a search in what grows, never a walk through all of it.

A story calls everything that a repository can do. That nothing was forgotten is checked against the source: each place
where a repository runs a statement must have been passed.
"""

import ast
import inspect
import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.appointments import Kind as Appointed
from bot.domain.cases import Verdict
from bot.domain.communities import DEFAULT_CATEGORIES, PlaceKind
from bot.domain.notifications import Mode, Wishes
from bot.domain.opinions import Byline
from bot.domain.people import Face
from bot.domain.pictures import Image
from bot.domain.questions import Kind as Written
from bot.domain.questions import Status
from bot.domain.removals import Removal
from bot.domain.sanctions import Kind, Sanction, SanctionId
from bot.domain.threads import Role
from bot.domain.turns import Turn
from bot.ports.listing import Group
from bot.ports.records import Receipt, Urgency, What
from storage import (
    appointments,
    archive,
    audit,
    backlog,
    cases,
    communities,
    follows,
    forms,
    inbox,
    keeping,
    listing,
    notifications,
    opinions,
    outbox,
    people,
    pictures,
    polls,
    questions,
    receipts,
    removals,
    replies,
    sanctions,
    search,
    stats,
    turns,
    updates,
    votes,
)
from storage.migrate import migrate
from storage.session import Ids, Session
from storage.transaction import Transaction
from tests.fakes.clock import NEW_YEAR
from tests.storage.conftest import VAULT

SMALL = {"code", "page", "walk"}
"""What may be walked through: one-time codes, and the results of searches inside the same statement."""
MATCHED = r"VIRTUAL TABLE INDEX \d+:M"
"""FTS5 looks a term up in its index; without the M it walks (what EXPLAIN shows of it is for nobody to rely on, but to
notice)."""
REPOSITORIES = (
    backlog,
    archive,
    communities,
    forms,
    inbox,
    keeping,
    opinions,
    outbox,
    people,
    pictures,
    polls,
    questions,
    receipts,
    replies,
    audit,
    cases,
    sanctions,
    removals,
    search,
    stats,
    appointments,
    listing,
    follows,
    notifications,
    turns,
    updates,
    polls,
    votes,
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, 1)
    yield connection
    connection.close()


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    values = dict.fromkeys(re.findall(r"\$(\d+)", sql), 1)
    return [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def tell(tx: Transaction) -> None:
    """Everything that a repository can do, the rarer turns too."""
    home = tx.communities.add("Home", DEFAULT_CATEGORIES).id
    tx.communities.get(home)
    place = tx.communities.add_place(home, "telegram", "1", "Home", PlaceKind.FORUM)
    tx.communities.place(place.id)
    tx.communities.place_at("telegram", "1")
    tx.communities.places(home)
    tx.communities.moderators(home)
    tx.communities.set_rule(home, "review", '"all"')
    tx.communities.rules(home)
    tx.communities.set_rule(home, "review", None)
    tx.communities.on("telegram")
    tx.communities.worked_from("telegram")
    tx.communities.update_place(replace(place, title="There"))
    tx.communities.add_code("ABC", home, tx.now + 1)
    tx.communities.take_code("ABC")
    tx.communities.set_mark(place.id, "tag:status:open", "7")
    tx.communities.marks(place.id)
    tx.communities.set_badge(home, "discord", "7", "girl")
    tx.communities.set_badge(home, "discord", "7", None)
    tx.communities.badges(home, "discord")

    ana = tx.people.meet("ana", Face.HIDDEN, "telegram", "en", str).id
    tx._session.run("UPDATE person SET contact = NULL WHERE id = $1", ana)
    tx.people.meet("ana", Face.HIDDEN, "telegram", "en", str)
    tx.people.find("ana")
    tx.people.get(ana)
    tx.people.contact(ana)
    tx.people.trace(ana)
    tx.people.in_touch("telegram", 0)
    tx.people.set_language(ana, "de")
    tx.people.set_reachable(ana, True)
    tx.people.belong(ana, home)
    tx.people.choose(ana, home, "girl")
    tx.people.category(ana, home)
    tx.people.communities(ana)
    tx.people.known(home, "girl", 3)

    form = tx.forms.begin(ana, "ask", None, "title")
    tx.forms.get(form.id)
    tx.forms.find(ana, "ask", None)
    tx.forms.current(ana)
    tx.forms.all(ana)
    tx.forms.put(form)
    tx.pictures.sketch(form.id, Image("png", b"a picture"))
    tx.pictures.of_form(form.id)
    tx.pictures.erase(form.id)
    tx.forms.drop(form.id)

    question = tx.questions.add(home, ana, "A title", "", ()).id
    tx.pictures.hang(question, Image("png", b"a picture"))
    tx.pictures.of(question)
    tx.pictures.take_down(question)
    tx.questions.get(question)
    tx.questions.numbered(home, 1)
    tx.questions.set_status(question, Status.CLOSED)
    tx.questions.close_silent(question)
    tx.questions.publish(question, 0)
    tx.questions.asked(home, ana, 0)
    tx.questions.asked_by(ana, None, 5)
    tx.questions.published(home, ana)
    tx.questions.set_locked(question, locked=True)
    tx.questions.set_duplicate(question, None)
    tx.questions.latest(home, 5)
    tx.archive.taken("home")
    tx.archive.open(home, "home")
    tx.communities.set_rule(home, "archive", "true")
    tx.archive.slug(home)
    tx.archive.called("home")
    tx.archive.all()
    tx.archive.put(found := tx.questions.get(question) or pytest.fail("there is a question"))
    tx.archive.has(found.id)
    tx.archive.latest(home, Written.TAKE, None, 5)
    tx.archive.topic(home, "Love", None, 5)
    tx.archive.unanswered(home, 9, 5)
    tx.archive.discussed(home, (3, 9), 5)
    tx.archive.between(home, 1, 9)
    tx.archive.opinions(question, ["girl", None], 0, 5)
    tx.archive.opinions(question, ["girl", None], 0, 5, voted=True)
    tx.questions.between(home, 1, 9, 5)
    tx.questions.takes(home, None, 5)

    opinion, passage = tx.opinions.add(question, ana, Byline(None, "Ana", None), "Yes", place.id)
    tx.opinions.get(opinion.id)
    tx.opinions.of(question, ana)
    tx.opinions.add_passage(opinion.id, "And no")
    tx.opinions.passage(passage.id)
    tx.opinions.passages(opinion.id)
    tx.opinions.set_passage(passage.id, "Yes!")
    tx.opinions.undeclared(ana, home)
    tx.opinions.set_byline(opinion.id, Byline("girl", None, 1))
    tx.opinions.page(question, ["girl"], 0, 5)
    tx.opinions.page(question, ["girl", "guy", None], 5, 5)
    tx.opinions.page_after(question, ["girl", "guy", None], 5, 5)
    tx.opinions.voted(question, ["girl", "guy", None], None, 5)
    tx.opinions.voted(question, ["girl"], (5, 5), 5)
    tx.opinions.voted_above(question, ["girl", "guy", None], (5, 5), 5)
    tx.opinions.hold(opinion.id)
    tx.opinions.restore(opinion.id)
    tx.opinions.lately(home, ana, 5)
    tx.stats.questions(home, tx.now - 9, 3)
    tx.stats.opinions(home, tx.now - 9, 3)
    tx.stats.waits(home, tx.now - 9, 5)
    tx.opinions.tally(question)
    tx.opinions.private_voices(question)
    tx.opinions.given_since(question, 0)
    tx.opinions.given_by(ana, None, 5)
    tx.opinions.alias(question, ana, None)
    tx.opinions.aliased(question, "girl", 1)
    tx.opinions.alias(question, ana, None)
    tx.opinions.has_alias(question, ana, None)
    tx.opinions.shield(question, ana)
    tx.opinions.shielded(question, ana)

    update = tx.updates.add(question, "It is over.").id
    tx.updates.get(update)
    tx.updates.latest(question, 3)
    tx.updates.count(question)
    tx.updates.all(question)
    tx.updates.lately(ana, 5)
    tx.updates.hold(update)
    tx.updates.restore(update)
    tx.updates.remove(update)
    tx.turns.take(question, Turn.CLOSED)
    tx.turns.since(question, 0)
    tx.follows.add(question, ana)
    tx.follows.get(question, ana)
    tx.follows.followers(question)
    tx.follows.of(ana)
    tx.follows.drop(question, ana)

    tx.notifications.set(ana, Wishes(Mode.HOURLY))
    tx.notifications.of(ana)
    tx.notifications.set(ana, Wishes())

    reply = tx.replies.add(opinion, ana, Role.ASKER, Byline(None, None, None), "Why?", None, None).id
    tx.replies.get(reply)
    tx.replies.set_text(reply, "How?")
    tx.replies.hold(reply)
    tx.replies.restore(reply)
    tx.replies.lately(home, ana, 5)
    tx.replies.under(opinion.id, 0, 2)
    tx.replies.before(opinion.id, 5, 2)
    tx.replies.count(opinion.id)
    tx.replies.aliased(question, ana)
    tx.replies.private_voices(opinion.id)
    tx.replies.remove(reply)
    tx.opinions.remove(opinion.id)

    tx.receipts.add(Receipt(place.id, What.QUESTION, question, "7", "5", 0, True, tx.now))
    tx.receipts.of(place.id, What.QUESTION, question)
    tx.receipts.everywhere(What.QUESTION, question)
    tx.receipts.carried(question)
    tx.receipts.at(place.id, "7")
    tx.receipts.thread(place.id, "5")
    tx.receipts.subjects(place.id, What.WEEK, 0)
    tx.receipts.written(place.id, question)
    tx.receipts.retire(place.id, What.QUESTION, question)
    tx.receipts.drop(place.id, What.QUESTION, question)
    tx.receipts.drop_place(place.id)

    for subject in (1, 2):
        tx.outbox.put(What.OPINION, subject, ana, Urgency.NOTICE)
    tx.outbox.put(What.OPINION, 1, ana, Urgency.NOTICE, fresh=True)
    (row,) = tx.outbox.due(5)
    tx.outbox.due(5, besides=[row.lane], full=[ana, place.id])
    tx.outbox.next_due()
    tx.outbox.intend(row)
    tx.outbox.unsure_rows()
    tx.outbox.unsure(row)
    tx.outbox.retry(row.id)
    tx.outbox.later(row, tx.now)
    tx.outbox.done(replace(row, revision=1))
    tx.outbox.rows(What.OPINION, 1)
    tx.outbox.kept(ana, 5)
    tx.outbox.fail(row, "blocked")
    tx.outbox.retry(row.id)
    tx.outbox.fail(row, "blocked")
    tx.outbox.revive(ana)
    tx.outbox.done(row)
    tx.outbox.behind(tx.outbox.rows(What.OPINION, 2)[0], tx.now)

    arrived = tx.inbox.arrived("telegram", "1", "")
    assert arrived
    tx.inbox.first("discord", "m1")
    tx.inbox.waiting("telegram")
    tx.inbox.failed(arrived)
    tx.inbox.set_aside(arrived)
    tx.inbox.aside()
    tx.inbox.handled(arrived)
    tx.inbox.move_cursor("telegram", 1)
    tx.inbox.cursor("telegram")

    case = tx.cases.open(home, "question", question, ["reported"], held=False, urgent=False)
    assert tx.cases.open(home, "question", question, ["word"], held=True, urgent=True).id == case.id
    tx.cases.get(case.id)
    tx.cases.of("question", question)
    tx.cases.report(case.id, ana)
    tx.cases.reporters(case.id)
    tx.cases.waiting(home, 0, 5)
    tx.cases.queue(home, 5)
    tx.cases.decide(case.id, Verdict.APPROVED, "Olga", "")

    put = Sanction(SanctionId(0), home, Kind.BAN, True, "question", question, "why", "Olga", 0, None, None)
    sanction = tx.sanctions.add(put, "trace", Face.ASKING)
    tx.sanctions.get(sanction.id)
    tx.sanctions.of(home, ["trace"])
    tx.sanctions.about("question", question)
    tx.sanctions.latest(home, 0, 5)
    tx.sanctions.object(sanction.id, "No.")
    tx.sanctions.lift(sanction.id)
    tx.sanctions.renew("trace", "other")

    shelf = tx.search.add_shelf(home, "question", "en")
    tx.search.shelf(home, "question")
    tx.search.refill(shelf.id, "de")
    tx.search.unfilled()
    tx.search.following(shelf, 5)
    tx.search.filled(shelf.id, None)
    tx.search.put(shelf.id, question, ["hope"], ["hope", "help"])
    entry = tx.search.entry_of(question)
    assert entry is not None
    tx.search.entries([entry.id])
    tx.search.terms(shelf.id, ["hope", "help"])
    tx.search.numbered(shelf.id, entry.body)
    tx.search.told(entry.body)
    tx.search.having(entry.title[0], 5)
    tx.search.set_related(question, [question])
    tx.search.related(question)
    tx.search.recommending(question)
    tx.search.drop(question)
    tx.search.tidy(5)
    tx.search.forget(question)

    tx.removals.add(Removal("question", question, Status.OPEN, "why"))
    tx.removals.of("question", question)
    tx.removals.drop("question", question)

    tx.votes.cast(opinion.id, "mark")
    tx.votes.has(opinion.id, "mark")
    tx.votes.voted(0, 5)
    tx.votes.most(question, ["girl", None])
    tx.votes.thank(opinion.id, thanked=True)
    tx.votes.choose(opinion.id, helpful=True)
    tx.votes.helpful(question, ["girl", None])
    tx.votes.take_back(opinion.id, "mark")
    tx.polls.add(question, ["Yes", "No"])
    tx.polls.cast(question, "mark", 1, "girl")
    tx.polls.of(question)
    tx.polls.ballot(question, "mark")
    tx.polls.cast_by(question, "mark")
    tx.polls.polled(0, 5)
    tx.polls.take_back(question, "mark")

    later = tx.people.meet("old", Face.HIDDEN, "telegram", "en", str).id
    tx.people.renew("old", "new")
    tx.forms.begin(later, "ask", None, "title")
    tx.keeping.contacts(0, 0, 1, 5)
    tx.keeping.needed(later, tx.now + 1)
    tx.keeping.let_go(later, "trace")
    tx.keeping.messages(later)
    tx.keeping.tidy(tx.now + 1, 5)
    added = tx.updates.add(question, "And over again.")
    asked, given, written = tx.keeping.questions(ana), tx.keeping.opinions(ana), tx.keeping.replies(ana)
    tx.keeping.reports(ana)
    for thing in (asked[0], given[0], written[0], added):
        tx.keeping.wipe(thing)
    tx.keeping.unlink(later)
    tx.keeping.promise("something")
    for errand, _ in tx.keeping.errands():
        tx.keeping.done(errand)

    tx.appointments.make(Appointed.NUDGE, question, 1)
    (appointment,) = tx.appointments.due(5)
    tx.appointments.of(question)
    tx.appointments.next_due()
    tx.appointments.fail(appointment, 2)
    tx.appointments.take(appointment)
    tx.appointments.cancel(question)
    tx.nudges.want(ana, wants=True)
    tx.nudges.wants(ana)
    tx.nudges.last(ana)
    tx.nudges.told(ana)
    tx.nudges.willing(home, (), tx.now)
    tx.nudges.willing(home, ("girl", "guy"), tx.now)
    tx.nudges.want(ana, wants=False)
    for group in Group:
        tx.listing.unanswered(home, group, "girl", 9, 5)
    tx.listing.since(home, 0, tx.now, 5)
    tx.listing.count(home, 0, tx.now)
    tx.listing.discussed(home, 0, tx.now, 5)
    tx.listing.last_word(question)

    tx.audit.add(home, "Olga", "ban", "question", question, "why")
    tx.audit.latest(home, 0, 5)
    tx.backlog.now(0)
    tx.archive.close(home)


@pytest.fixture
def told(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[tuple[str, int]]]:
    """The statements of the story, each with the places (file and line) that ran it."""
    found: dict[str, set[tuple[str, int]]] = {}
    execute = Session._execute

    def noting(self: Session, sql: str, values: tuple[str | int | None, ...]) -> sqlite3.Cursor:
        caller = sys._getframe(2)
        found.setdefault(sql, set()).add((caller.f_code.co_filename, caller.f_lineno))
        return execute(self, sql, values)

    monkeypatch.setattr(Session, "_execute", noting)
    tell(Transaction(Session(connection, Ids(), VAULT, NEW_YEAR)))
    return found


def test_nothing_that_grows_is_walked_through(
    connection: sqlite3.Connection, told: dict[str, set[tuple[str, int]]]
) -> None:
    walks = {
        (sql, step)
        for sql in told
        for step in plan(connection, sql)
        if (match := re.match(r"SCAN (\w+)", step)) and match[1] not in SMALL and not re.search(MATCHED, step)
    }
    assert not walks


def test_the_story_leaves_nothing_out(told: dict[str, set[tuple[str, int]]]) -> None:
    passed = {place for places in told.values() for place in places}
    missed = [
        f"{module.__name__}:{node.lineno}"
        for module in REPOSITORIES
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("row", "rows", "run")
        if not any((module.__file__, line) in passed for line in range(node.lineno, (node.end_lineno or 0) + 1))
    ]
    assert not missed


def test_a_walk_would_be_noticed(connection: sqlite3.Connection) -> None:
    assert plan(connection, "SELECT id FROM opinion WHERE text = $1") == ["SCAN opinion"]


def test_pages_are_not_sorted(connection: sqlite3.Connection, told: dict[str, set[tuple[str, int]]]) -> None:
    """The walk over 10,000 opinions takes them from the index in their order, from where the page begins; only the page
    itself is put in order."""
    walks = [(sql, match) for sql in told if (match := re.search(r"\((SELECT [a-z, ]+ FROM \(.*) AS page", sql))]
    assert len(walks) == 7
    for sql, walk in walks:
        steps = plan(connection, walk[1].removesuffix(")"))
        assert "OFFSET" not in sql
        assert all("TEMP B-TREE" not in step for step in steps), steps
        searches = [step for step in steps if "SEARCH" in step]
        assert all(re.search("COVERING INDEX opinion_(page|voted)", step) for step in searches), steps
        begins = "id<" in str(steps) or "id>" in str(steps) or "(votes,id)" in str(steps)
        assert begins == any(each in sql for each in ("id <", "id >", "id) <", "id) >")), steps


def test_no_thread_is_counted_off(connection: sqlite3.Connection, told: dict[str, set[tuple[str, int]]]) -> None:
    threads = [sql for sql in told if "FROM reply WHERE opinion_id" in sql and "LIMIT" in sql]
    assert len(threads) == 2
    for sql in threads:
        assert "OFFSET" not in sql
        assert re.search(
            r"SEARCH reply USING INDEX reply_under \(opinion_id=\? AND id[<>]\?\)", str(plan(connection, sql))
        )


def test_what_is_due_is_not_sorted(connection: sqlite3.Connection, told: dict[str, set[tuple[str, int]]]) -> None:
    """The heads that are due come from their index in order; only those that are given out are put in order again."""
    inner = [match[1] for sql in told if (match := re.search(r"id IN \((SELECT id FROM outbox .*LIMIT \$3)\)", sql))]
    assert len(inner) == 2
    for sql in inner:
        assert plan(connection, sql)[0].startswith("SEARCH outbox USING COVERING INDEX outbox_due")
        assert all("TEMP B-TREE" not in step for step in plan(connection, sql))


def test_numbered_pages_walk_along_an_index(
    connection: sqlite3.Connection, told: dict[str, set[tuple[str, int]]]
) -> None:
    """What the archive skips it skips in an index that holds all it looks at, and in its order."""
    walks = [sql for sql in told if "FROM opinion" in sql and "OFFSET" in sql]
    assert len(walks) == 2
    for sql in walks:
        steps = plan(connection, sql)
        searches = [step for step in steps if "SEARCH" in step]
        assert all(re.search("COVERING INDEX opinion_(page|voted)", step) for step in searches), steps
        assert all("TEMP B-TREE" not in step for step in steps), steps


def test_lists_of_the_archive_are_not_sorted(
    connection: sqlite3.Connection, told: dict[str, set[tuple[str, int]]]
) -> None:
    """Each list is a walk along an index of what is shown, from its cursor on."""
    lists = [sql for sql in told if "FROM exhibit JOIN question" in sql]
    assert len(lists) == 5
    for sql in lists:
        steps = plan(connection, sql)
        assert re.match(r"SEARCH exhibit USING (COVERING )?INDEX exhibit_", steps[0]), steps
        assert all("TEMP B-TREE" not in step for step in steps), steps
