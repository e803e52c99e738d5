"""Those who see exact counts read what stands in the stead of one; what others are told: `test_bounds`."""

from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import ground, releases
from probation_commission.disclosure.released import MISSING, CellState
from probation_commission.disclosure.rules import Rules
from probation_commission.disclosure.services import ReleaseTerms, published
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.marks import Mark
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.domain.returns import Cell, Figure
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.views.iom.table import GIVEN_AS, table, whole_table
from probation_commission.views.iom.words import finding, of_ward
from tests.given.returns import HARINGEY, MAY, figures_of, monthly, nominals
from tests.given.services import OCTOBER, SEPTEMBER, TODAY, service_return
from tests.given.services import figures_of as service_figures

WARDS = gazetteer().ward_set(HARINGEY, MAY)
GROUND = ground(HARINGEY.code, {}, figures_of(monthly(nominals(1))))
OTHERS = (Audience.PARTNERSHIP, Audience.PUBLIC)


def bound(where=None, rag=None, low=0, high=4, mark=Mark.NONE):
    return replace(nominals(0, where, rag), value=None, low=low, high=high, mark=mark, as_written="<5")


def withheld(where=None, rag=None):
    return bound(where, rag, None, None, Mark.SUPPRESSED)


def released(*figures, audience=Audience.RESTRICTED):
    return releases(figures_of(monthly(*figures)), audience, Rules(), GROUND, b"s")[MAY]


def shown_to(audience, returns):
    """What an audience is shown of a large service."""
    services = pd.DataFrame([("wellbeing", "everyone", 200)], columns=["slug", "for_whom", "expects_a_year"])
    return published(service_figures(*returns), services, ReleaseTerms(audience, TODAY, secret=b"s"))


def words(release, name="Harringay"):
    wards = release.wards(WARDS).set_index("ward").loc[name]
    return {
        column: (wards[column].text, wards[column].number) for column in COUNTS if wards[column] != MISSING
    }


def test_a_ward_is_what_the_return_gives_of_it():
    release = released(
        nominals(61), bound("HARRINGAY"), nominals(2, "HARRINGAY", Rag.RED), withheld("HARRINGAY", Rag.BLUE)
    )
    assert words(release) == {
        ALL: ("fewer than 5", None),
        "red": ("2", 2),
        "blue": ("withheld by the sender", None),
    }
    assert {cell.state for cell in release.wards(WARDS).set_index("ward").loc["Harringay"][COUNTS]} == {
        CellState.AS_GIVEN, CellState.COUNT, CellState.NO_FIGURE,
    }  # fmt: skip
    row = release.wards(WARDS).set_index("ward", drop=False).loc["Harringay"]
    assert of_ward(row, list(Rag)) == ("nominals: fewer than 5, of them 2 red, blue: withheld by the sender.")


def test_all_of_a_ward_whose_rags_are_not_all_exact_is_what_they_can_be():
    given_rags = [nominals(2, "HARRINGAY", Rag.RED), bound("HARRINGAY", Rag.AMBER)]
    release = released(nominals(8), nominals(1, "BOWES"), *given_rags)
    assert words(release)[ALL] == ("2–6", None)
    # 8 in all, of them 1 and 2 to 6 in rows: 1 to 5 are in none.
    in_no_row = release.beside().iloc[-1]
    assert in_no_row[ALL].text == "1–5"


def test_an_area_without_a_total_is_what_its_rows_can_be():
    release = released(nominals(2, "HARRINGAY"), nominals(3, "BRUCE GROVE"), bound("BOWES"))
    assert release.total().text == "5–9"
    release = released(nominals(7), nominals(3, "HARRINGAY"), bound("BOWES"))
    assert release.total().number == 7


def test_an_exact_sum_of_rags_is_more_than_a_bound_of_all():
    rags = [nominals(1, "HARRINGAY", rag) for rag in Rag]
    assert words(released(bound("HARRINGAY"), *rags))[ALL] == ("4", 4)


def test_numbers_stay_numbers_in_tables_and_what_is_none_stands_beside_them():
    revised = replace(nominals(12, "BRUCE GROVE"), mark=Mark.REVISED)
    release = released(nominals(61), bound("HARRINGAY"), nominals(3, "WOODSIDE"), revised)
    wards = table(release, WARDS).set_index("Ward")
    assert wards.All.dropna().to_dict() == {"Woodside": 3}
    assert wards[GIVEN_AS].to_dict()["Harringay"] == "fewer than 5"
    everything = whole_table(release, WARDS)
    assert "12 (revised)" in list(everything[GIVEN_AS])
    assert GIVEN_AS not in table(released(nominals(61), nominals(3, "WOODSIDE")), WARDS)


def test_the_finding_leaves_out_what_is_no_count_and_says_so():
    release = released(nominals(8), bound("HARRINGAY"), nominals(3, "WOODSIDE"))
    wards, beside = release.wards(WARDS), release.beside()[ALL]
    assert finding(wards, beside, release.total(), rag=ALL, where="Haringey, May 2023") == (
        "3 of 8 nominals in Haringey, May 2023 are on a ward of the map, most in Woodside (3); "
        "how many are not is not given exactly. Not in these: 1 ward has a bound or a mark and no count."
    )


@settings(max_examples=30)
@given(st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=7, max_size=7), st.integers(0, 6))
def test_a_service_s_bound_is_no_number_to_others_and_changes_none(counts, position):
    counts[position] = None
    counts[position - 1] = 12
    plain = [service_return(*counts, month=month) for month in (SEPTEMBER, OCTOBER)]
    category = list(CATEGORIES)[position]
    more = Figure("referrals", None, Cell("Return", "Z2"), "<5", category=category, low=0, high=4)
    bounded = [replace(ret, figures=(*ret.figures, more)) for ret in plain]
    for audience in OTHERS:
        before, after = shown_to(audience, plain), shown_to(audience, bounded)
        assert before.drop(columns="text").equals(after.drop(columns="text"))
        told = after[after.text != before.text]
        # In words alone: the band that it lies in, or that it is not given (decision 146).
        assert set(told.category) <= {category}
        assert set(told.text) <= {"0–4", "0–9", "not given"}


def test_a_return_of_bounds_alone_is_received_and_gives_no_count():
    only = Figure("referrals", None, Cell("Return", "D2"), "<5", category="received", low=0, high=4)
    ret = replace(service_return(12, *[None] * 6), figures=(only,))
    rows = shown_to(Audience.RESTRICTED, [ret])
    assert set(rows.state) == {"given"}
    assert rows.low.isna().all()


def test_a_month_of_which_only_bounds_are_given_is_there_for_leads():
    release = released(bound("HARRINGAY"), withheld("WOODSIDE"))
    assert release.total().text == "not given"
    assert [words(release, name)[ALL][0] for name in ("Harringay", "Woodside")] == [
        "fewer than 5",
        "withheld by the sender",
    ]
