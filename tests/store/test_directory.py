"""Hubs and services are replaced whole; bundled files are known by their content."""

import pytest
from sqlalchemy.exc import IntegrityError

from probation_commission.domain.hubs import HubKind
from probation_commission.geography.postcodes import placed
from probation_commission.intake import bundled as facts
from probation_commission.store import database, directory

pytestmark = pytest.mark.usefixtures("migrated")


def test_replacing_leaves_none_of_the_old_and_lists_by_name():
    services = facts.services()
    with database.write() as conn:
        directory.replace_services(conn, services)
        directory.replace_services(conn, services[:3])
    with database.read() as conn:
        assert list(directory.services(conn).name) == sorted(one["name"] for one in services[:3])


def test_illustrative_services_are_neither_replaced_with_the_bundled_ones_nor_replace_them():
    one, other = facts.services()[:2]
    with database.write() as conn:
        directory.replace_services(conn, [one | {"expects_a_year": 60}], illustrative=True)
        directory.replace_services(conn, [other])
        directory.replace_services(conn, [other])
    with database.read() as conn:
        kept = directory.services(conn).set_index("slug")
    assert kept.illustrative.to_dict() == {one["slug"]: True, other["slug"]: False}
    assert kept.expects_a_year[one["slug"]] == 60
    assert kept.expects_a_year.isna()[other["slug"]]
    with database.write() as conn:
        directory.replace_services(conn, [], illustrative=True)
    with database.read() as conn:
        assert list(directory.services(conn).slug) == [other["slug"]]


def test_invented_hubs_are_neither_replaced_with_the_bundled_ones_nor_replace_them():
    one, other = placed(facts.hubs()[:2])
    with database.write() as conn:
        directory.replace_hubs(conn, [one | {"kind": HubKind.ILLUSTRATIVE}], illustrative=True)
        directory.replace_hubs(conn, [other])
        directory.replace_hubs(conn, [other])
    with database.read() as conn:
        assert set(directory.hubs(conn).slug) == {one["slug"], other["slug"]}
    with database.write() as conn:
        directory.replace_hubs(conn, [], illustrative=True)
    with database.read() as conn:
        assert list(directory.hubs(conn).slug) == [other["slug"]]


def test_a_place_without_a_point_comes_back_without_one():
    hidden = next(hub for hub in placed(facts.hubs()) if hub["latitude"] is None)
    with database.write() as conn:
        directory.replace_hubs(conn, [hidden])
    with database.read() as conn:
        (back,) = directory.hubs(conn).to_dict("records")
    assert back["latitude"] is None or back["latitude"] != back["latitude"]
    assert back["placed_by"] == hidden["placed_by"]


def test_hubs_come_back_as_they_went_in():
    (hub,) = placed(facts.hubs()[:1])
    with database.write() as conn:
        directory.replace_hubs(conn, [hub])
    with database.read() as conn:
        # "Probation Service" alone: no organisation is known here.
        assert directory.hubs(conn).to_dict("records") == [hub | {"run_by_id": None}]


def test_a_slug_that_stands_twice_leaves_the_old_hubs():
    hub, other = placed(facts.hubs()[:2])
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
