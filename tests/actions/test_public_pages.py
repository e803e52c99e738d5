"""Opening a page to whoever has its address: once, by a lead of every area, written down."""

from dataclasses import replace

import pytest

from probation_commission.actions import public_pages
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.public_pages import PublicPage
from probation_commission.store import audit, database
from probation_commission.store import public_pages as store

pytestmark = pytest.mark.usefixtures("migrated")
LEAD = Person("Lena", Role.LEAD)
AVAILABLE, FIRST = PublicPage


def published():
    with database.read() as conn:
        return store.published(conn)


def entries():
    with database.read() as conn:
        return audit.entries(conn)


def test_it_stands_open_by_whom_and_since_when_until_it_is_taken_back():
    public_pages.publish(LEAD, FIRST)
    (one,) = published().values()
    assert (one.page, one.published_by) == (FIRST, "Lena")
    assert one.at.tzinfo
    public_pages.unpublish(LEAD, FIRST)
    assert published() == {}
    told = [(row.action, row.subject_kind, row.subject_id) for row in entries().itertuples()]
    assert told == [
        ("take page back", "public_page", "first-appointment"),
        ("publish page", "public_page", "first-appointment"),
    ]


def test_a_second_lead_is_told_and_changes_nothing():
    public_pages.publish(LEAD, AVAILABLE)
    with pytest.raises(RefusedError, match="by Lena already"):
        public_pages.publish(Person("Max", Role.LEAD), AVAILABLE)
    assert published()[AVAILABLE].published_by == "Lena"
    public_pages.unpublish(LEAD, AVAILABLE)
    with pytest.raises(RefusedError, match="is not published"):
        public_pages.unpublish(LEAD, AVAILABLE)
    assert len(entries()) == 2


def test_a_lead_of_some_areas_opens_and_takes_back_nothing_of_all():
    limited = replace(LEAD, areas=frozenset({"E06000047"}))
    with pytest.raises(NotAllowedError, match="As lead for County Durham you change nothing of"):
        public_pages.publish(limited, FIRST)
    public_pages.publish(LEAD, FIRST)
    with pytest.raises(NotAllowedError):
        public_pages.unpublish(limited, FIRST)
    assert list(published()) == [FIRST]


def test_what_strangers_are_shown_has_no_value_of_a_contract_and_no_note_for_leads():
    shown = public_pages.for_strangers()
    columns = {*shown.bought.services.columns, *shown.bought.contracts.columns, *shown.places.columns}
    assert {"name", "route"} <= columns
    assert not columns & {"value_pence", "note_restricted"}


def test_writing_about_it_makes_what_is_kept_of_the_directory_old():
    with database.read() as conn:
        before = database.revisions(conn)
    public_pages.publish(LEAD, FIRST)
    with database.read() as conn:
        after = database.revisions(conn)
    assert {topic for topic in after if after[topic] != before[topic]} >= {database.Topic.DIRECTORY}
