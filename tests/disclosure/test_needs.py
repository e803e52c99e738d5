"""Who is shown what of needs: leads as it is, others tens of one layer, the public nothing."""

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.needs import published
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.needs import Need, NeedsSource
from tests.given.needs import AREA, OTHER_AREA, WHOLE, frame, sampled

OTHERS = [Audience.MEMBERS, Audience.PARTNERSHIP, Audience.PROVIDER]
ALL = sampled(400, {Need.DRUGS: 119, Need.ALCOHOL: 0, Need.FINANCE: 120})
GROUPS = [
    *sampled(340, {Need.DRUGS: 100}, GapGroup.MEN),
    *sampled(30, {Need.DRUGS: 10}, GapGroup.WOMEN),
    *sampled(29, {Need.DRUGS: 9}, GapGroup.YOUNG),
]


def shown(rows, audience=Audience.PARTNERSHIP, ever=None):
    figures = frame(rows)
    return published(figures, audience, figures if ever is None else frame(ever))


def texts(found):
    return {(row.group, row.need): (row.text, row.sample_text) for row in found.itertuples()}


@pytest.mark.parametrize("audience", OTHERS)
def test_others_are_shown_tens_of_all_and_no_group(audience):
    assert texts(shown([*ALL, *GROUPS], audience)) == {
        ("", "drugs"): ("110–119", "400–409"),
        ("", "alcohol"): ("0–9", "400–409"),  # nought is in the first band
        ("", "finance, benefits and debt"): ("120–129", "400–409"),
    }


def test_leads_are_shown_every_count_as_it_is():
    found = texts(shown([*ALL, *GROUPS], Audience.RESTRICTED))
    assert found["", "drugs"] == ("119", "400")
    assert found["aged 18 to 25", "drugs"] == ("9", "29")
    assert len(found) == 6


def test_the_public_is_shown_nothing():
    assert shown([*ALL, *GROUPS], Audience.PUBLIC).empty


@pytest.mark.parametrize("audience", OTHERS)
def test_where_there_is_no_all_each_group_of_thirty_is_shown(audience):
    found = shown(GROUPS, audience)
    assert texts(found) == {
        ("men", "drugs"): ("100–109", "340–349"),
        ("women", "drugs"): ("10–19", "30–39"),
        ("aged 18 to 25", "drugs"): ("not shown", "fewer than 30"),
    }
    young = found[found.group == "aged 18 to 25"]
    assert young.low.isna().all()
    assert young.high.isna().all()


def test_each_source_has_its_own_layer():
    by_people = sampled(60, {Need.DRUGS: 21}, GapGroup.WOMEN, comparator=str(NeedsSource.PEOPLE))
    assert set(texts(shown([*ALL, *by_people]))) >= {("", "drugs"), ("women", "drugs")}


def test_a_whole_beside_a_part_that_ever_returned_is_not_shown():
    of_whole = sampled(400, {Need.DRUGS: 119}, area_code=WHOLE)
    of_part = sampled(90, {Need.DRUGS: 30}, area_code=OTHER_AREA)
    assert set(shown(of_whole).area_code) == {WHOLE}
    assert set(shown([*of_whole, *of_part]).area_code) == {OTHER_AREA}
    assert shown(of_whole, ever=[*of_whole, *of_part]).empty  # the part was withdrawn
    assert set(shown([*of_whole, *of_part], Audience.RESTRICTED).area_code) == {WHOLE, OTHER_AREA}


def test_a_bound_is_told_where_one_ten_holds_it_and_else_not_given():
    def of(low, high):
        rows = sampled(400, {Need.DRUGS: None})
        rows[1] |= {"low": low, "high": high}
        return texts(shown(rows))["", "drugs"][0]

    assert (of(5, 9), of(5, 10), of(10, None), of(None, None)) == (
        "0–9",
        "not given",
        "not given",
        "not given",
    )


@pytest.mark.parametrize("audience", OTHERS)
def test_two_counts_within_a_ten_are_told_the_same_to_the_letter(audience):
    one = [*sampled(400, {Need.DRUGS: 110, Need.ALCOHOL: 0}), *GROUPS]
    other = [
        *sampled(409, {Need.DRUGS: 119, Need.ALCOHOL: 9}),
        *sampled(200, {Need.DRUGS: 1}, GapGroup.WOMEN),
    ]
    assert shown(one, audience).equals(shown(other, audience))
    assert not shown(one, audience).equals(shown(sampled(410, {Need.DRUGS: 110, Need.ALCOHOL: 0}), audience))
    assert set(shown(one, audience).area_code) == {AREA}
