"""The audit trail: newest first, who in which role, when."""

from datetime import UTC, datetime, timedelta

import pytest

from probation_commission.domain.access import Person, Role
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.store import audit, database

EXAMPLES = AuditSubject(RecordKind.ILLUSTRATIVE, "")
LEAD = Person("A. Lead", Role.LEAD)


@pytest.mark.usefixtures("migrated")
def test_entries_stand_newest_first_with_who_and_when():
    with database.write() as conn:
        audit.record(
            conn,
            Person("A. Lead", Role.LEAD),
            "accept return",
            AuditSubject(RecordKind.UPLOAD, "7"),
            after="may.xlsx",
        )
        audit.record(
            conn, Person("An admin", Role.ADMIN), "remove illustrative data", EXAMPLES, before="1 files"
        )
    with database.read() as conn:
        entries = audit.entries(conn)
        assert len(audit.entries(conn, most=1)) == 1
    assert list(entries.who) == ["An admin", "A. Lead"]
    assert list(entries.role) == ["admin", "lead"]
    assert list(entries.subject_kind + entries.subject_id) == ["illustrative", "upload7"]
    assert list(entries.before + entries.after) == ["1 files", "may.xlsx"]
    for at in entries["at"]:
        assert abs(datetime.now(UTC) - at) < timedelta(days=1)


@pytest.mark.usefixtures("migrated")
def test_a_records_history_is_its_own_entries_oldest_first():
    idea = AuditSubject(RecordKind.IDEA, "1")
    with database.write() as conn:
        audit.record(conn, LEAD, "idea submitted", idea, before="draft", after="submitted")
        audit.record(conn, LEAD, "idea submitted", AuditSubject(RecordKind.IDEA, "11"), before="draft")
        audit.record(
            conn, LEAD, "withdraw return", AuditSubject(RecordKind.RETURN, "1"), reason="wrong month"
        )
        audit.record(conn, LEAD, "idea declined", idea, before="submitted", after="declined", reason="late")
    with database.read() as conn:
        history = audit.history(conn, idea)
        both = audit.history(conn, AuditSubject(RecordKind.IDEA, "11"), AuditSubject(RecordKind.RETURN, "1"))
    steps = history[["before", "after", "reason"]].itertuples(index=False, name=None)
    assert list(steps) == [("draft", "submitted", ""), ("submitted", "declined", "late")]
    assert list(both.action) == ["idea submitted", "withdraw return"]


@pytest.mark.usefixtures("migrated")
def test_what_is_written_for_the_trail_alone_makes_no_page_anew():
    with database.read() as conn:
        before = database.revision_number(conn)
    with database.write(shown=False) as conn:
        audit.record(conn, LEAD, "view exact counts", AuditSubject(RecordKind.EXACT_COUNTS, "iom all"))
    with database.read() as conn:
        assert database.revision_number(conn) == before
        assert len(audit.entries(conn)) == 1
