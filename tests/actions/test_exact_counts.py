"""A view of exact counts is one entry a person, page, area and day, and nobody sees them without it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from probation_commission.actions import exact_counts, people
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.store import audit, database
from probation_commission.store.tables import audit as table

pytestmark = pytest.mark.usefixtures("migrated")
LEAD, OTHER = Person("A lead", Role.LEAD), Person("Another lead", Role.LEAD)
DURHAM, HARINGEY = "E06000047", "E09000014"


def views() -> list[tuple[str, str]]:
    with database.read() as conn:
        frame = audit.entries(conn)
    assert set(frame.action) <= {"view exact counts"}
    return sorted(zip(frame.who, frame.subject_id, strict=True))


def test_each_person_page_and_area_is_one_entry_a_day():
    for _ in range(2):
        exact_counts.view(LEAD, "iom", DURHAM)
    exact_counts.view(LEAD, "iom", HARINGEY)
    exact_counts.view(LEAD, "overview", DURHAM)
    exact_counts.view(OTHER, "iom", DURHAM)
    assert views() == [
        ("A lead", f"iom {DURHAM}"),
        ("A lead", f"iom {HARINGEY}"),
        ("A lead", f"overview {DURHAM}"),
        ("Another lead", f"iom {DURHAM}"),
    ]


def test_the_next_day_is_another_entry():
    exact_counts.view(LEAD, "iom", DURHAM)
    with database.write() as conn:
        conn.execute(update(table).values(at=datetime.now(UTC) - timedelta(days=1)))
    exact_counts.view(LEAD, "iom", DURHAM)
    assert len(views()) == 2


def test_who_is_no_lead_any_more_is_refused_and_not_written_down():
    people.add(Person("setter-up", Role.ADMIN), "ada@example.org", Role.VIEWER, "Ada", "Example Trust")
    with database.read() as conn:
        before = len(audit.entries(conn))
    with pytest.raises(NotAllowedError, match="As viewer, you may not"):
        exact_counts.view(Person("Ada", Role.LEAD, "ada@example.org"), "iom", DURHAM)
    with database.read() as conn:
        assert len(audit.entries(conn)) == before


def test_each_download_is_an_entry_of_its_own():
    for _ in range(2):
        exact_counts.take(LEAD, "iom_durham_2026-10_restricted")
    with database.read() as conn:
        frame = audit.entries(conn)
    assert [*zip(frame.who, frame.action, frame.subject_id, strict=True)] == [
        ("A lead", "download exact counts", "iom_durham_2026-10_restricted")
    ] * 2
