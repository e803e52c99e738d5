"""From the tables before: localities that are there begin after the last month that may have been shown."""

from datetime import date

import pytest

from probation_commission.store import database, installation, localities, rules
from tests.given.earlier_tables import NOW, migrate_to, put, returned, upload


def grouped(ward_set: str, code: str = "E05010412", name: str = "West") -> dict:
    return {"ward_set": ward_set, "ward_code": code, "name": name, "saved_by": "Jo", "saved_at": NOW}


def in_force(conn) -> dict[str, list[tuple[date, dict]]]:
    """The month from which each grouping is in force, and its wards; none of them is made up."""
    found = localities.in_force(conn)
    assert not any(saved.illustrative for groupings in found.values() for saved in groupings)
    return {key: [(saved.since, saved.grouping) for saved in groupings] for key, groupings in found.items()}


@pytest.mark.usefixtures("database_url")
def test_each_begins_after_the_last_real_return_of_its_area():
    migrate_to("0006")
    put(
        upload=[upload(1), upload(2, illustrative=True)],
        return_=[
            returned(1, 1, "E06000005", date(2026, 9, 1)),
            returned(2, 1, "E06000005", date(2026, 12, 1), standing="withdrawn"),  # it was shown too
            returned(3, 2, "E06000005", date(2027, 5, 1)),  # made up
            returned(4, 2, "E06000047", date(2026, 10, 1)),  # made up: no real one is known
            returned(5, 1, "E09000014", date(2026, 9, 1), kind="service monthly return", subject="s"),
        ],
        locality=[
            grouped("E06000005-2015"),
            grouped("E06000005-2015", "E05010413", "East"),
            grouped("E06000047-2025"),
            grouped("E09000014-2022"),
            grouped("E09000014-old"),  # a key without a year
        ],
    )
    database.migrate()
    with database.read() as conn:
        found = in_force(conn)
        assert localities.last_saved(conn, "E06000005-2015") == ("Jo", NOW)
        assert (rules.rows(conn), installation.value(conn, "anything")) == ([], None)
    assert found == {
        "E06000005-2015": [(date(2027, 1, 1), {"E05010412": "West", "E05010413": "East"})],
        "E06000047-2025": [(date(2025, 1, 1), {"E05010412": "West"})],
        "E09000014-2022": [(date(2022, 1, 1), {"E05010412": "West"})],
        "E09000014-old": [(date(2000, 1, 1), {"E05010412": "West"})],
    }


@pytest.mark.usefixtures("database_url")
def test_without_localities_there_is_nothing_to_move():
    migrate_to("0006")
    database.migrate()
    with database.read() as conn:
        assert in_force(conn) == {}
