"""What comes with the app is brought up to date by its slug, and never over what was changed here."""

import pytest
from sqlalchemy.exc import IntegrityError

from probation_commission.domain.hubs import Listing
from probation_commission.geography.postcodes import placed
from probation_commission.intake import bundled as facts
from probation_commission.store import database, directory, hubs

pytestmark = pytest.mark.usefixtures("migrated")


def test_what_a_newer_list_does_not_name_stays_and_says_so():
    services = facts.services()
    with database.write() as conn:
        directory.put_bundled_services(conn, services)
        directory.put_bundled_services(conn, services[:3])
    with database.read() as conn:
        known = directory.services(conn).set_index("slug")
    assert set(known.index) == {one["slug"] for one in services}
    listed = {one["slug"] for one in services[:3]}
    assert set(known.index[known.listed == Listing.LISTED]) == listed
    assert set(known.index[known.listed == Listing.DROPPED]) == set(known.index) - listed


def test_of_an_area_that_is_covered_no_more_it_is_kept_unseen_and_comes_back_as_it_was():
    one, other = placed(facts.hubs()[:2])
    with database.write() as conn:
        directory.put_bundled_hubs(conn, [one, other])
        hubs.put(conn, one["slug"], {"phone": "01632 960123"})
        directory.put_bundled_hubs(conn, [other], {one["slug"], other["slug"]})
        assert list(directory.hubs(conn).slug) == [other["slug"]]
        directory.put_bundled_hubs(conn, [one, other], {one["slug"], other["slug"]})
        back = directory.hubs(conn).set_index("slug")
    assert back.phone[one["slug"]] == "01632 960123"
    assert set(back.listed) == {Listing.LISTED}


def test_a_newer_list_writes_over_all_but_what_somebody_here_has_written():
    (one,) = placed(facts.hubs()[:1])
    with database.write() as conn:
        directory.put_bundled_hubs(conn, [one])
        hubs.put(conn, one["slug"], {"name": "As people here call it", "run_by": one["run_by"]})
        newer = one | {"name": "As the list calls it", "address": "1 New Street", "run_by": "Another"}
        directory.put_bundled_hubs(conn, [newer])
        now = hubs.find(conn, one["slug"])
    # Who runs it was written here as it was: that is no change, and the list may say otherwise.
    assert (now["name"], now["address"], now["run_by"]) == (
        "As people here call it",
        "1 New Street",
        "Another",
    )


def test_where_a_place_is_and_who_runs_it_are_written_over_whole_or_not_at_all():
    (one,) = placed(facts.hubs()[:1])
    with database.write() as conn:
        directory.put_bundled_hubs(conn, [one])
        hubs.put(conn, one["slug"], {"latitude": 54.9, "exact": False})
        directory.put_bundled_hubs(conn, [one | {"postcode": "DH1 1TH", "placed_by": "postcode DH1 1TH"}])
        now = hubs.find(conn, one["slug"])
    assert (now["latitude"], now["exact"], now["postcode"]) == (54.9, False, one["postcode"])


def test_what_was_written_down_here_is_no_list_s_to_drop():
    (one,) = placed(facts.hubs()[:1])
    with database.write() as conn:
        hubs.put(conn, "here-1", {**one, "slug": "here-1", "listed": Listing.HERE})
        directory.put_bundled_hubs(conn, [one, one | {"slug": "here-1", "name": "of a list"}])
        directory.put_bundled_hubs(conn, [])
        known = directory.hubs(conn).set_index("slug")
    assert known.listed.to_dict() == {"here-1": Listing.HERE, one["slug"]: Listing.DROPPED}


def test_illustrative_services_are_neither_replaced_with_the_bundled_ones_nor_replace_them():
    one, other = facts.services()[:2]
    with database.write() as conn:
        directory.put_invented_services(conn, [one | {"expects_a_year": 60}])
        directory.put_bundled_services(conn, [other])
        directory.put_bundled_services(conn, [other])
    with database.read() as conn:
        kept = directory.services(conn).set_index("slug")
    assert kept.illustrative.to_dict() == {one["slug"]: True, other["slug"]: False}
    assert kept.expects_a_year[one["slug"]] == 60
    assert kept.expects_a_year.isna()[other["slug"]]
    with database.write() as conn:
        directory.put_invented_services(conn, [])
    with database.read() as conn:
        assert list(directory.services(conn).slug) == [other["slug"]]


def test_invented_hubs_are_neither_replaced_with_the_bundled_ones_nor_replace_them():
    one, other = placed(facts.hubs()[:2])
    with database.write() as conn:
        directory.put_invented_hubs(conn, [one])
        directory.put_bundled_hubs(conn, [other])
        directory.put_bundled_hubs(conn, [other])
    with database.read() as conn:
        assert set(directory.hubs(conn).slug) == {one["slug"], other["slug"]}
    with database.write() as conn:
        directory.put_invented_hubs(conn, [])
    with database.read() as conn:
        assert list(directory.hubs(conn).slug) == [other["slug"]]


def test_a_place_without_a_point_comes_back_without_one():
    hidden = next(hub for hub in placed(facts.hubs()) if hub["latitude"] is None)
    with database.write() as conn:
        directory.put_bundled_hubs(conn, [hidden])
    with database.read() as conn:
        (back,) = directory.hubs(conn).to_dict("records")
    assert back["latitude"] is None or back["latitude"] != back["latitude"]
    assert back["placed_by"] == hidden["placed_by"]


def test_hubs_come_back_as_they_went_in():
    (hub,) = placed(facts.hubs()[:1])
    with database.write() as conn:
        directory.put_bundled_hubs(conn, [hub])
    with database.read() as conn:
        (back,) = directory.hubs(conn).to_dict("records")
    assert {name: back[name] for name in hub} == hub
    # "Probation Service" alone: no organisation is known here.
    assert back["run_by_id"] is None


def test_a_slug_that_stands_twice_leaves_the_old_hubs():
    hub, other = placed(facts.hubs()[:2])
    with database.write() as conn:
        directory.put_bundled_hubs(conn, [hub])

    def twice() -> None:
        with database.write() as conn:
            directory.put_bundled_hubs(conn, [hub | {"name": "Never"}, other, other])

    with pytest.raises(IntegrityError):
        twice()
    with database.read() as conn:
        assert list(directory.hubs(conn).name) == [hub["name"]]


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
