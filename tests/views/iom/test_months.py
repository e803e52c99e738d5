"""What is told of each month: by RAG, in words, and which months are left out."""

from dataclasses import replace
from datetime import date

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import HIDDEN, between, counted
from probation_commission.views.iom.months import AreaMonths, left_out, missing_months, of_locality, of_ward
from tests.given.pictures import APRIL, MAY, WARDS, in_locality, in_ward, release, ward_set

JULY = date(2026, 7, 1)
TO = {"to": Audience.PARTNERSHIP}


def area(*releases) -> AreaMonths:
    return AreaMonths({one.month: one for one in releases})


def test_a_month_without_a_figure_has_no_row_and_no_note():
    found = area(release(month=APRIL, red=counted(2)), release(month=MAY, red=counted(0), blue=counted(4)))
    assert found.by_rag
    assert found.rows[["rag", "low", "high", "words"]].to_numpy().tolist() == [
        ["red", 2, 2, "2"],
        ["red", 0, 0, "0"],
        ["blue", 4, 4, "4"],
    ]
    assert found.notes == []


def test_an_area_whose_returns_give_no_rag_says_so_and_has_its_total():
    found = area(release(all=counted(9)), release(month=APRIL, all=counted(9)))
    assert not found.by_rag
    assert list(found.rows.rag) == ["all", "all"]


def test_the_title_says_what_came_of_the_total_and_of_each_rag():
    april = release(month=APRIL, all=counted(159), red=counted(40), amber=counted(50), blue=counted(9))
    may = release(all=counted(168), red=counted(44), amber=counted(48), blue=counted(9))
    assert area(april, may).title("Exampleshire", MAY) == (
        "The cohort of Exampleshire went from 159 in April 2026 to 168 in May 2026; red up 4, amber down 2"
    )
    assert area(april, replace(april, month=MAY)).title("Exampleshire", MAY) == (
        "The cohort of Exampleshire is as in April 2026, 159 in May 2026"
    )


def test_the_title_tells_no_more_than_ranges_do():
    april = release(month=APRIL, all=counted(30), red=between(0, 9), green=between(0, 9), **TO)
    may = release(all=counted(32), red=between(10, 19), green=between(0, 9), **TO)
    assert area(april, may).title("Exampleshire", MAY) == (
        "The cohort of Exampleshire went from 30 in April 2026 to 32 in May 2026; more red"
    )
    hidden = release(month=APRIL, all=HIDDEN, **TO)
    assert area(hidden, may).title("Exampleshire", MAY) == (
        "The cohort of Exampleshire by RAG, each month’s return"
    )


def test_the_title_never_goes_from_a_made_up_month_to_a_real_one():
    months = {one.month: one for one in (release(month=APRIL, all=counted(9)), release(all=counted(12)))}
    found = AreaMonths(months, made_up=frozenset({APRIL}))
    assert found.title("Exampleshire", MAY) == "The cohort of Exampleshire by RAG, each month’s return"


def test_ranges_what_is_not_shown_and_months_without_a_return_are_named():
    found = area(
        release(month=APRIL, red=between(0, 9), **TO),
        release(month=JULY, red=HIDDEN, green=counted(10), **TO),
    )
    assert found.notes == [
        "A bar is a month whose RAGs are told as ranges, since not all four are 10 or more.",
        "Not shown: red in July 2026.",
        "No return received for May 2026, June 2026.",
    ]


def test_months_are_missing_between_the_first_and_the_last_alone():
    assert missing_months([APRIL, MAY]) == []
    assert [f"{month}" for month in missing_months([JULY, MAY])] == ["2026-06"]


def test_a_ward_is_followed_by_its_name_and_the_wards_are_named_where_they_changed():
    old = ward_set(900, since=2016, until=date(2026, 4, 30))
    months = {
        APRIL: release(in_ward("North", 2016, all=between(5, 9)), month=APRIL, **TO),
        MAY: release(in_ward("North", all=between(0, 4)), in_ward("South", all=between(10, 14)), **TO),
    }
    assert of_ward(months, "all", "NORTH", {APRIL: old, MAY: WARDS}).to_numpy().tolist() == [
        ["April 2026", "5–9", old.title],
        ["May 2026", "0–4", WARDS.title],
    ]
    assert list(of_ward(months, "all", "North", {MAY: WARDS})) == ["Month", "Nominals"]
    assert of_ward(months, "all", "Gone", {MAY: WARDS}).empty


def test_a_locality_has_a_row_for_each_month_in_which_it_was_in_force():
    months = {
        APRIL: release(
            in_locality("Up", all=between(5, 9)), month=APRIL, grouping={"North-2020": "Up"}, **TO
        ),
        MAY: release(in_locality("Down", all=between(0, 4)), grouping={"North-2020": "Down"}, **TO),
    }
    told = {month: one.localities() for month, one in months.items()}
    assert of_locality(told, "all", "Up").to_numpy().tolist() == [["April 2026", "5–9"]]


def test_a_series_says_which_months_it_leaves_out_if_there_are_any():
    old = ward_set(900, since=2016, until=date(2026, 4, 30))
    before = ward_set(900, since=2010, until=date(2016, 4, 30))  # no return is that old
    assert left_out([APRIL, MAY], [old, before], "Up") == [
        "April 2026 to April 2026 are left out: the wards of then are in no locality called Up."
    ]


def test_made_up_months_are_marked_and_told_of():
    april, may = release(month=APRIL, red=counted(2)), release(month=MAY, red=counted(3))
    found = AreaMonths({APRIL: april, MAY: may}, made_up=frozenset({APRIL}))
    assert dict(zip(found.rows.month.dt.date, found.rows.made_up, strict=True)) == {APRIL: True, MAY: False}
    assert found.notes == ["Hollow and dashed: made-up months, never joined to real ones."]
