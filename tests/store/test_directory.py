"""Hubs and services are replaced whole; bundled files are known by their content."""

import pytest
from sqlalchemy.exc import IntegrityError

from probation_commission.intake import directory as facts
from probation_commission.store import database, directory

pytestmark = pytest.mark.usefixtures("migrated")


def test_replacing_leaves_none_of_the_old_and_lists_by_name():
    services = facts.services()
    with database.write() as conn:
        directory.replace_services(conn, services)
        directory.replace_services(conn, services[:3])
    with database.read() as conn:
        assert list(directory.services(conn).name) == sorted(one["name"] for one in services[:3])


def test_hubs_come_back_as_they_went_in():
    hub = facts.hubs()[0]
    with database.write() as conn:
        directory.replace_hubs(conn, [hub])
    with database.read() as conn:
        assert directory.hubs(conn).to_dict("records") == [hub]


def test_a_slug_that_stands_twice_leaves_the_old_hubs():
    hub, other = facts.hubs()[:2]
    with database.write() as conn:
        directory.replace_hubs(conn, [hub])

    def twice() -> None:
        with database.write() as conn:
            directory.replace_hubs(conn, [other, other])

    with pytest.raises(IntegrityError):
        twice()
    with database.read() as conn:
        assert list(directory.hubs(conn).slug) == [hub["slug"]]


def test_an_empty_directory_still_has_its_columns():
    with database.read() as conn:
        assert {"kind", "area_code"} <= set(directory.hubs(conn))
        assert {"status", "area"} <= set(directory.services(conn))


def test_a_bundled_file_is_remembered_by_its_latest_content():
    with database.write() as conn:
        assert directory.bundled_as(conn, "hubs.csv") is None
        directory.mark_bundled(conn, "hubs.csv", "a" * 64)
        directory.mark_bundled(conn, "hubs.csv", "b" * 64)
    with database.read() as conn:
        assert directory.bundled_as(conn, "hubs.csv") == "b" * 64
