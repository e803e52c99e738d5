"""The audit trail: newest first, who in which role, when."""

from datetime import UTC, datetime, timedelta

import pytest

from probation_commission.domain.access import Person, Role
from probation_commission.store import audit, database


@pytest.mark.usefixtures("migrated")
def test_entries_stand_newest_first_with_who_and_when():
    with database.write() as conn:
        audit.record(conn, Person("A. Lead", Role.LEAD), "accept return", "may.xlsx")
        audit.record(conn, Person("An admin", Role.ADMIN), "remove illustrative data", "1 files")
    with database.read() as conn:
        entries = audit.entries(conn)
        assert len(audit.entries(conn, most=1)) == 1
    assert list(entries.who) == ["An admin", "A. Lead"]
    assert list(entries.role) == ["admin", "lead"]
    assert list(entries.subject) == ["1 files", "may.xlsx"]
    for at in entries["at"]:
        assert abs(datetime.now(UTC) - at) < timedelta(days=1)
