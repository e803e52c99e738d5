"""Migrations, revision, and one writer at a time, on SQLite and PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, select

from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.store import audit, database
from probation_commission.store.tables import TOPIC_OF, disclosure_rule, hub, metadata
from probation_commission.store.tables import audit as audit_table
from probation_commission.store.tables import revision as revision_table
from tests.given.returns import LEAD

pytestmark = pytest.mark.usefixtures("migrated")

THIS = AuditSubject(RecordKind.IDEA, "1")


def revision() -> int:
    with database.read() as conn:
        return database.revision_number(conn)


def test_the_migrations_make_exactly_the_tables_that_the_code_knows():
    with database.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing():
    before = revision()
    database.migrate()
    assert revision() == before
    with database.read() as conn:
        assert len(conn.execute(select(revision_table)).all()) == len(database.Topic) + 1


def test_the_revision_grows_with_each_write_and_with_no_read():
    first = revision()
    assert revision() == first
    with database.write():
        pass
    assert revision() == first + 1


@pytest.mark.parametrize(
    ("table", "topics"),
    [
        (disclosure_rule, {database.Topic.RULES}),
        (hub, {database.Topic.DIRECTORY}),
        (audit_table, set()),  # no page keeps a frame of it
    ],
)
def test_a_write_raises_the_topics_that_it_touches_and_no_other(table, topics):
    with database.read() as conn:
        before = database.revisions(conn)
    with database.write() as conn:
        conn.execute(delete(table))
    with database.read() as conn:
        after = database.revisions(conn)
    assert {topic for topic in database.Topic if after[topic] != before[topic]} == topics
    assert before.keys() == set(database.Topic)


def test_every_table_has_a_topic_or_is_none_that_a_page_keeps():
    without = {"audit", "bundled_file", "ended_sign_in", "installation", "revision"}
    without |= {"link", "link_opening", "link_try", "open_ask"}
    assert {table.name for table in metadata.sorted_tables if table not in TOPIC_OF} == without


def test_what_is_not_shown_raises_no_topic():
    with database.read() as conn:
        before = database.revisions(conn)
    with database.write(shown=False) as conn:
        conn.execute(delete(hub))
    with database.read() as conn:
        assert database.revisions(conn) == before


def test_what_goes_along_is_of_the_topic_that_is_deleted():
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.ondelete:
                assert TOPIC_OF[table] == TOPIC_OF[key.column.table]


def test_a_write_that_fails_takes_everything_back_with_its_revision():
    before = revision()

    def fail() -> None:
        with database.write() as conn:
            audit.record(conn, LEAD, "try", THIS)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert revision() == before
    with database.read() as conn:
        assert audit.entries(conn).empty


def test_two_writers_are_never_inside_at_once():
    meeting = threading.Barrier(2)

    def write_and_wait_for_the_other() -> bool:
        with database.write():
            try:
                meeting.wait(timeout=0.5)
            except threading.BrokenBarrierError:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        met = [threads.submit(write_and_wait_for_the_other) for _ in range(2)]
    assert [one.result() for one in met] == [False, False]


def test_no_writer_is_lost_among_many():
    before = revision()

    def write(number: int) -> None:
        with database.write() as conn:
            audit.record(conn, LEAD, "write", AuditSubject(RecordKind.IDEA, str(number)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(40)))
    with database.read() as conn:
        assert sorted(audit.entries(conn).subject_id, key=int) == [str(number) for number in range(40)]
    assert revision() == before + 40


def test_a_reader_sees_nothing_of_a_write_that_is_not_finished():
    with database.write() as conn:
        audit.record(conn, LEAD, "write", THIS)
        with database.read() as other:
            assert audit.entries(other).empty
