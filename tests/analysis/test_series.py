"""A series breaks where the wards change; what is apportioned across it says that it is an estimate."""

from datetime import date
from math import isnan

import pandas as pd
import pytest

from probation_commission.analysis import series
from probation_commission.domain.iom import Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.geography.fit import best_fits
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from tests.given.returns import figures_of, monthly, nominals

DURHAM = gazetteer().authority("County Durham")
SETS = gazetteer().ward_sets(DURHAM)
NEW, OLD = SETS
MARCH, APRIL, MAY, JUNE = (date(2025, month, 1) for month in (3, 4, 5, 6))


def ward(name, one=NEW):
    return next(ward for ward in one.wards if ward.name == name)


def counted(month, value, name, rag=None):
    place = gazetteer().resolve(name, DURHAM, month)
    assert place.kind is PlaceKind.WARD
    one = nominals(value, rag=rag)
    return type(one)(**{slot: getattr(one, slot) for slot in one.__slots__} | {"place": place})


FIGURES = figures_of(
    monthly(counted(MARCH, 7, "Belmont"), month=MARCH, area=DURHAM),
    monthly(counted(APRIL, 8, "Belmont"), counted(APRIL, 4, "Durham South"), month=APRIL, area=DURHAM),
    monthly(counted(MAY, 3, "Belmont"), month=MAY, area=DURHAM),  # the first month of the new wards
    monthly(counted(JUNE, 0, "Belmont"), counted(JUNE, 2, "Chilton"), month=JUNE, area=DURHAM),
)


def test_a_ward_and_its_namesake_before_the_change_are_two_stretches():
    found = series.of_ward(FIGURES, ward("Belmont"), SETS)
    assert list(zip(found.month, found.ward_set, found["all"], strict=True)) == [
        (MARCH, OLD.key, 7),
        (APRIL, OLD.key, 8),
        (MAY, NEW.key, 3),
        (JUNE, NEW.key, 0),  # a zero, not a gap
    ]
    assert series.of_ward(FIGURES, ward("Belmont", OLD), SETS).equals(found)


def test_a_month_that_does_not_name_the_ward_is_a_gap():
    assert [isnan(value) for value in series.of_ward(FIGURES, ward("Chilton"), SETS)["all"]] == [
        True, True, True, False,
    ]  # fmt: skip


def test_the_change_lies_between_the_last_month_before_and_the_first_after():
    (change,) = series.changes(series.of_ward(FIGURES, ward("Belmont"), SETS), SETS).to_dict("records")
    assert pd.Timestamp(APRIL) < change["at"] < pd.Timestamp(MAY)
    assert change["words"] == "wards changed in May 2025"


@pytest.mark.parametrize("months", [[MARCH, APRIL], [MAY, JUNE], []])
def test_there_is_no_change_within_months_of_one_ward_set(months):
    found = series.of_ward(FIGURES, ward("Belmont"), SETS)
    assert series.changes(found[found.month.isin(months)], SETS).empty


def test_a_change_within_a_month_counts_from_the_next():
    haringey = gazetteer().ward_sets(gazetteer().authority("Haringey"))  # changed on 5 May 2022
    rows = pd.DataFrame({"month": [date(2022, 5, 1), date(2022, 6, 1)]})
    (change,) = series.changes(rows, haringey).to_dict("records")
    assert pd.Timestamp(2022, 5, 1) < change["at"] < pd.Timestamp(2022, 6, 1)
    assert change["words"] == "wards changed in May 2022"


def test_the_whole_area_runs_through():
    found = series.of_area(FIGURES, SETS)
    assert list(found["all"]) == [7, 12, 3, 2]
    assert list(found.ward_set) == [OLD.key, OLD.key, NEW.key, NEW.key]


def test_a_locality_is_that_of_each_ward_set():
    groupings = {
        OLD.key: {ward("Belmont", OLD).code: "Durham City", ward("Durham South", OLD).code: "Durham City"},
        NEW.key: {ward("Chilton").code: "South"},
    }
    found = series.of_locality(FIGURES, "Durham City", groupings, SETS)
    assert list(found["all"][:2]) == [7, 12]
    assert found["all"][2:].isna().all()  # no locality of that name on the new wards: not a zero


FITS = pd.DataFrame(
    [
        (ward("Belmont", OLD).code, ward("Belmont").code, 0.75),
        (ward("Belmont", OLD).code, ward("Chilton").code, 0.25),
        (ward("Durham South", OLD).code, ward("Belmont").code, 0.5),
    ],
    columns=["previous_ward_code", "ward_code", "share"],
)


def test_apportioning_shares_out_what_was_before_and_says_which_months_are_estimates():
    found = series.apportioned(FIGURES, ward("Belmont"), SETS, FITS)
    assert list(found["all"]) == [7 * 0.75, 8 * 0.75 + 4 * 0.5, 3, 0]
    assert list(found.estimate) == [True, True, False, False]
    assert isnan(series.apportioned(FIGURES, ward("Seaham"), SETS, FITS)["all"][0])


def test_apportioning_by_the_real_postcodes_loses_nobody():
    fits = best_fits(postcode_wards(), [one.code for one in OLD.wards])
    april = FIGURES[FIGURES.month == APRIL]
    wards = [series.apportioned(april, one, SETS, fits)["all"].sum() for one in NEW.wards]
    assert sum(wards) == pytest.approx(12)


def test_each_rag_has_a_series_of_its_own():
    rows = monthly(counted(MAY, 3, "Belmont", Rag.RED), month=MAY, area=DURHAM)
    found = series.of_ward(figures_of(rows), ward("Belmont"), SETS)
    assert (found["red"][0], found["all"][0]) == (3, 3)
    assert isnan(found["green"][0])
