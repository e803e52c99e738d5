"""The sheets that leave: nothing of a confidential place, and nobody's ward or postcode."""

import re
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
import pytest
from pypdf import PdfReader

from probation_commission.actions import sheets
from probation_commission.disclosure import hubs as disclosure
from probation_commission.domain.hubs import Attendance, Every, Openings, OpenTo, Session
from probation_commission.geography.centres import on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.publish.sheets import as_pdf, shortened
from tests.views.test_services import bought, service

DURHAM = gazetteer().authority("County Durham")
NOW = datetime.combine(date(2026, 11, 27), time(9))  # a Friday
SECRETS = ("7 Hidden Way", "DH1 1AA", "the 12 to the gate")


def place(slug, kind="community hub", **more):
    row = {
        "slug": slug,
        "name": slug.capitalize(),
        "kind": kind,
        "area_code": DURHAM.code,
        "latitude": 54.78,
        "longitude": -1.58,
        "address": "1 High Street",
        "postcode": None,
        "transport": "the 6 bus",
        "verified": "on a list of May 2026",
        "open_state": "",
        "placed_by": "",
        "exact": True,
        "confidential": False,
        "illustrative": False,
        "phone": "01632 960001",
        "stand_in": "",
        "confirmed_on": None,
        "opened": None,
        "closed": None,
        "source": "a source",
    }
    return row | more


def known(*slugs, **more):
    one = Openings((Session(0, time(10), time(16), **more),))
    return dict.fromkeys(slugs, one)


def sheet(*rows, hours=None, days=range(7), women=False):
    frame = disclosure.shown(pd.DataFrame(rows))
    hours = known(*frame.slug) if hours is None else hours
    placed = on_grid(frame)
    group = OpenTo.WOMEN if women else OpenTo.MEN
    court = sheets.court_of(placed, DURHAM, next(iter(sheets.courts(placed, DURHAM))))
    return sheets.first_appointment(frame, hours, court, group=group, days=list(days), now=NOW)


def words(one):
    return repr(one)


def test_it_says_who_is_open_when_and_how_to_reach_them():
    one = sheet(place("hall", stand_in="the duty officer"))
    when, where = one.sections
    assert when.rows == (("Hall", "Mon 10:00–16:00", "everybody", "who attends is not known", "30 November"),)
    (row,) = where.rows
    assert row[2:5] == ("01632 960001", "the duty officer", "1 High Street; the 6 bus")
    assert row[5] == "not confirmed here; on a list of May 2026"
    assert one.sides == 1
    assert "as on 27 November 2026" in one.lines[0]
    assert not one.made_up


def test_a_confidential_place_is_named_with_whom_to_ask_and_nothing_of_where_it_is():
    street, postcode, way = SECRETS
    secret = place("refuge", "refuge", confidential=True, address=street, postcode=postcode, transport=way)
    one = sheet(secret, place("hall"))
    assert "Refuge" in words(one)
    assert "confidential: ask by telephone" in words(one)
    assert not [each for each in SECRETS if each in words(one)]


def test_of_a_place_without_hours_it_has_what_to_act_on_and_of_a_confidential_one_nothing():
    street, postcode, way = SECRETS
    secret = place(
        "quiet", "women’s hub", confidential=True, address=street, postcode=postcode, transport=way
    )
    one = sheet(
        place("office", exact=False, postcode="DH1 5SU"),
        secret,
        place("hall"),
        hours=known("hall"),
        women=True,
    )
    office, quiet = one.sections[2].lines
    assert re.fullmatch(r"Office, about \d\.\d miles; 1 High Street; DH1 5SU; 01632 960001\.", office)
    assert quiet == "Quiet, in County Durham; confidential: ask by telephone where it is."
    approximate = sheet(place("hall", exact=False)).sections[1].rows[0]
    assert re.fullmatch(r"about \d\.\d", approximate[1])


def test_a_place_has_one_row_with_its_days_and_says_who_attends_and_how_many_there_are():
    week = tuple(
        Session(day, time(9), time(17), attends=(Attendance("Trust"),) if day < 4 else ()) for day in range(5)
    )
    saturday = Session(5, time(10), time(12), for_whom=OpenTo.MEN, every=Every.FIRST)
    one = sheet(place("hall"), place("late"), hours={"hall": Openings((*week, saturday)), **known("late")})
    assert one.sections[0].rows[0] == (
        "Hall",
        "Mon–Fri 09:00–17:00; Sat 10:00–12:00 first of the month",
        "Mon–Fri everybody; Sat men only",
        "Mon–Thu Trust; Fri, Sat who attends is not known",
        "27 November",
    )
    assert "the nearest 2 places that are open, as on" in one.lines[0]
    secret = sheet(place("hall"), place("refuge", "refuge", confidential=True))
    assert "the nearest 1 place that is open and 1 open place without a distance" in secret.lines[0]


def test_where_there_is_no_room_what_is_made_up_goes_first_then_the_farthest_and_no_weekday():
    week = tuple(Session(day, time(9), time(17)) for day in range(5))
    names = ("one", "two", "three", "quiet")
    rows = [place(name, latitude=54.78 + number / 100) for number, name in enumerate(names[:3])]
    rows[0]["illustrative"] = True
    secret = place("quiet", "refuge", confidential=True)
    one = sheet(*rows, secret, hours=dict.fromkeys(names, Openings(week)))
    for most, left in ((3, ["Two", "Three", "Quiet"]), (2, ["Two", "Quiet"]), (1, ["Quiet"])):
        short = shortened(one, most)
        for section in short.sections[:2]:
            assert [row[0] for row in section.rows] == left
        assert all(row[1] == "Mon–Fri 09:00–17:00" for row in short.sections[0].rows)


def test_it_is_for_the_courts_that_there_are_and_else_for_the_authority():
    frame = pd.DataFrame(
        [place("hall"), place("bench", "court"), place("beyond", "court", area_code="E06000005")]
    )
    placed = on_grid(frame)
    assert sheets.courts(placed, DURHAM) == {"bench": "Bench"}
    assert sheets.court_of(placed, DURHAM, "bench").name == "Bench"
    assert sheets.courts(placed[:1], DURHAM) == {DURHAM.code: "County Durham"}
    whole = sheets.court_of(placed[:1], DURHAM, DURHAM.code)
    assert (whole.key, whole.name) == (DURHAM.code, "County Durham")
    # The middle of Durham’s postcodes: near the city, in metres of the national grid.
    assert 415_000 < whole.start.easting < 440_000
    assert 530_000 < whole.start.northing < 555_000


@pytest.mark.parametrize(("days", "found"), [([0], 1), ([1], 0)])
def test_a_chosen_day_has_that_day_alone(days, found):
    one = sheet(place("hall"), days=days)
    assert len(one.sections[0].rows) == found
    assert bool(one.sections[0].lines) is not bool(found)


def test_what_is_made_up_is_marked_and_places_without_hours_are_named_as_such():
    one = sheet(place("hall", illustrative=True), place("office"), hours=known("hall"))
    assert "all" not in one.made_up
    assert one.made_up.startswith("Made up on this sheet: 1 of 1 place")
    assert one.sections[0].rows[0][0] == "Hall (made up)"
    assert "Office, " in one.sections[2].lines[0]


def test_what_is_available_is_on_two_sides_however_much_there_is():
    one = service("a", illustrative=True)
    known = bought([service(f"{number:04}", route="by phone and then by form " * 3) for number in range(400)])
    services = known.as_of(NOW.date())
    full = sheets.available(known, services, NOW.date(), "Here")
    pages = PdfReader(BytesIO(as_pdf(full))).pages
    assert len(pages) == 2
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    (left_out,) = re.findall(r"No room here for (\d+) more: on the page Services", words)
    assert words.count("by phone and then by form by phone") == 400 - int(left_out)
    known = bought([one])
    few = sheets.available(known, known.as_of(NOW.date()), NOW.date(), "Here")
    assert (few.made_up, few.sections[0].heading) == (
        "Made up on this sheet: 1 of 1 service. Do not quote them.",
        "Accommodation",
    )
    none = sheets.available(known, known.as_of(NOW.date()).head(0), NOW.date(), "Here")
    assert as_pdf(none)
    assert "No service that is known to run can be referred to here." in none.lines[0]


def test_a_file_is_named_by_its_court_and_day_and_by_no_place_where_somebody_lives():
    name = sheets.file_name("first_appointment", DURHAM.code, date(2026, 11, 27), made_up=True)
    assert name == "ILLUSTRATIVE_first_appointment_e06000047_2026-11-27.pdf"
