"""Who is shown what of unmet demand: leads all, others tens and their own, the public nothing."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.unmet import OWN_ALONE, UnmetTerms, for_files, published
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.unmet import UnmetLine, UnmetReason
from tests.given.unmet import AREA, DEBT, DEBT_LINE, JULY, OCTOBER, OTHER_AREA, WORK, frame, row

OWN, OTHER, THIRD = 1, 2, 3
SHUT, OPEN = date(2026, 11, 1), date(2026, 10, 31)
MEN = UnmetLine(DEBT, UnmetReason.NONE_EXISTS, group=GapGroup.MEN)
WARD = UnmetLine(DEBT, UnmetReason.TOO_FAR, ward="E05016188")
WORKS = UnmetLine(WORK, UnmetReason.FULL)
OTHERS = [one for one in Audience if one not in {Audience.RESTRICTED, Audience.PUBLIC}]


def shown(rows, audience=Audience.PROVIDER, today=SHUT, organisation=OWN, ever=None):
    figures = frame(rows)
    return published(
        figures, UnmetTerms(audience, today, organisation), figures if ever is None else frame(ever)
    )


def cell(found, pathway=DEBT, month=JULY, area=AREA):
    rows = found[(found.pathway == pathway) & (found.month == month) & (found.area_code == area)]
    return rows[~rows.own.astype(bool)].text.item()


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize(
    ("counts", "text"),
    [((0,), "0–9"), ((4, 5), "0–9"), ((4, 6), "10–19"), ((19,), "10–19"), ((20,), "20–29")],
)
def test_others_are_told_the_sum_of_all_organisations_in_tens(audience, counts, text):
    rows = [row(OTHER + at, DEBT_LINE, count) for at, count in enumerate(counts)]
    found = shown(rows, audience)
    assert cell(found) == text
    # By no reason, ward or group, and noughts as any other first band.
    assert set(found.reason) | set(found.ward) | set(found.group) == {""}
    assert set(found[found.month == JULY].pathway) == set(GAP_PATHWAYS)
    assert cell(found, WORK) == "0–9"


def test_leads_are_shown_each_figure_as_it_is():
    found = shown([row(OWN, MEN, 3), row(OTHER, WARD, 2)], Audience.RESTRICTED)
    assert found[["reason", "ward", "group", "low", "text", "own"]].to_numpy().tolist() == [
        ["none exists", "", "men", 3, "3", True],
        ["too far", "E05016188", "", 2, "2", False],
    ]


@pytest.mark.parametrize("audience", OTHERS)
def test_a_file_has_nothing_of_ones_own_organisation_not_even_that_it_counted(audience):
    found = shown([row(OWN, MEN, 3), row(OTHER, DEBT_LINE, 30), row(OTHER, WORKS, 12)], audience)
    assert {"3", OWN_ALONE} <= set(found.text)
    filed = for_files(found, audience)
    assert not filed.own.any()
    assert {"3", OWN_ALONE}.isdisjoint(filed.text)
    # The sum beside one's own would tell the others'; of what is not one's own it stands.
    assert DEBT not in set(filed[filed.month == JULY].pathway)
    assert cell(filed, WORK) == "10–19"
    assert len(filed) == len(found) - 2


def test_a_file_of_leads_has_all_that_they_see():
    found = shown([row(OWN, MEN, 3)], Audience.RESTRICTED)
    assert for_files(found, Audience.RESTRICTED).text.tolist() == ["3"]


@pytest.mark.parametrize("today", [OPEN, SHUT])
def test_the_public_is_shown_nothing(today):
    assert shown([row(OWN, MEN, 30)], Audience.PUBLIC, today).empty


def test_nothing_of_others_is_told_before_the_month_after_the_quarter_is_over():
    rows = [row(OTHER, DEBT_LINE, 30)]
    assert cell(shown(rows, today=OPEN)) == "told from 1 November 2026 on"
    assert shown(rows, today=OPEN).low.isna().all()
    assert cell(shown(rows, today=SHUT)) == "30–39"
    assert cell(shown(rows, today=SHUT), month=OCTOBER) == "told from 1 February 2027 on"


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("today", [OPEN, SHUT])
def test_one_s_own_is_shown_as_it_is_and_never_beside_the_sum(audience, today):
    found = shown([row(OWN, MEN, 3), row(OTHER, DEBT_LINE, 30), row(OTHER, WORKS, 12)], audience, today)
    mine = found[found.own.astype(bool)]
    assert mine[["group", "low", "text"]].to_numpy().tolist() == [["men", 3, "3"]]
    assert cell(found) == OWN_ALONE
    assert cell(found, WORK) == ("10–19" if today == SHUT else "told from 1 November 2026 on")


@given(st.lists(st.integers(0, 60), min_size=2, max_size=2))
def test_whatever_others_counted_where_one_s_own_is_shown_the_reader_is_sent_the_same(counts):
    """Two databases that differ in others' counts alone are one to whoever counted there too."""
    mine = row(OWN, DEBT_LINE, 5)
    one, other = (shown([mine, row(OTHER, DEBT_LINE, count)]) for count in counts)
    alone = shown([mine])
    assert one.equals(other)
    assert one.equals(alone)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([OWN, OTHER, THIRD]),
            st.sampled_from([DEBT_LINE, MEN, WORKS, WARD]),
            st.integers(1, 40),
        )
    ),
    st.sampled_from(OTHERS),
)
def test_an_attacker_who_adds_up_all_that_is_shown_is_left_ten_values_of_every_sum(rows, audience):
    found = shown([row(*one) for one in rows], audience)
    of_others = found[~found.own.astype(bool)]
    told = of_others[of_others.low.notna()]
    assert (told.high - told.low == 9).all()
    assert (told.low % 10 == 0).all()
    # No cell has both, and none stands twice: nothing is to be subtracted.
    keys = ["area_code", "month", "pathway"]
    assert not told.duplicated(keys).any()
    own = found[found.own.astype(bool)]
    assert not set(own[keys].itertuples(index=False, name=None)) & set(
        told[keys].itertuples(index=False, name=None)
    )


def test_a_reader_of_no_organisation_has_nothing_of_their_own():
    rows = [row(OWN, MEN, 3)]
    found = shown(rows, organisation=None)
    assert not found.own.any()
    assert cell(found) == "0–9"


def test_every_quarter_since_the_first_stands_there_though_nothing_is_counted_in_it_any_more():
    ever = [row(OTHER, DEBT_LINE, 3, month=date(2026, 1, 1))]
    found = shown([], ever=ever)
    assert sorted(set(found.month)) == [date(2026, 1, 1), date(2026, 4, 1), JULY, OCTOBER]
    assert set(found.area_code) == {AREA}
    assert cell(found) == "0–9"


def test_made_up_counts_have_a_row_of_their_own_beside_the_real_ones():
    """12 made up and 7 real of debt, 12 real of work: never one sum of 19."""
    rows = [
        row(OTHER, DEBT_LINE, 12, illustrative=True),
        row(THIRD, DEBT_LINE, 7),
        row(THIRD, WORKS, 12),
        row(OTHER, WORKS, 12, area_code=OTHER_AREA),
    ]
    found = shown(rows)
    july = found[(found.area_code == AREA) & (found.month == JULY)]
    told = {(one.pathway, one.made_up): one.text for one in july.itertuples()}
    assert (told[DEBT, True], told[DEBT, False]) == ("10–19", "0–9")
    assert (told[WORK, True], told[WORK, False]) == ("0–9", "10–19")
    # Where no invented organisation ever counted, none has a row.
    assert not found[found.area_code == OTHER_AREA].made_up.any()


def test_one_s_own_real_count_hides_the_sum_of_the_real_ones_and_not_the_made_up_one():
    rows = [row(OWN, DEBT_LINE, 5), row(OTHER, DEBT_LINE, 40), row(THIRD, DEBT_LINE, 60, illustrative=True)]
    found = shown(rows)
    debt = found[(found.pathway == DEBT) & (found.month == JULY) & ~found.own.astype(bool)]
    assert dict(zip(debt.made_up, debt.text, strict=True)) == {False: OWN_ALONE, True: "60–69"}
    # Of an invented organisation it is the other way round.
    found = shown(rows, organisation=THIRD)
    debt = found[(found.pathway == DEBT) & (found.month == JULY) & ~found.own.astype(bool)]
    assert dict(zip(debt.made_up, debt.text, strict=True)) == {False: "40–49", True: OWN_ALONE}


def test_what_is_told_is_a_number_or_nothing():
    found = shown([row(OTHER, DEBT_LINE, 30), row(OWN, WORKS, 2)])
    for one in found.itertuples():
        assert math.isnan(one.low) == math.isnan(one.high)
        assert math.isnan(one.low) == (not one.text[0].isdecimal())
