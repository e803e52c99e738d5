"""What others than leads are told besides the cohort by place; each row by hand, with its edge."""

from dataclasses import replace

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.breakdowns import beside, comparisons, lines, of_cohort
from probation_commission.disclosure.month import months
from probation_commission.disclosure.release import Ground, release_of
from probation_commission.disclosure.released import HIDDEN, between, counted
from probation_commission.disclosure.rules import Rule, Rules
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.localities import NO_GROUPING
from probation_commission.domain.returns import Cell, Figure
from tests.given.returns import figures_of, monthly, nominals

RULE = Rule(Audience.PARTNERSHIP, 5)
A1 = Cell("Sheet", "A1")


def part(breakdown, category, value, measure=Measure.COHORT, **more) -> Figure:
    return Figure(measure, value, A1, f"{value}", breakdown=breakdown, category=category, **more)


def told(*figures, total=None) -> dict[str, str]:
    return {
        f"{one.title}: {one.category}": one.told.text
        for one in lines(figures_of(monthly(*figures)), total or counted(100), RULE)
    }


def by_gender(male, female, other=0):
    names = ("Male", "Female", "Other or not stated")
    return [
        part(Breakdown.GENDER, name, count) for name, count in zip(names, (male, female, other), strict=True)
    ]


def test_the_largest_is_the_rest_and_what_is_in_the_first_band_is_not_named():
    assert told(*by_gender(85, 12, 3)) == {
        "By gender: Male": "the rest",
        "By gender: Female": "10–19",
        "By gender: each other": "0–9 or not in the return",
    }


def test_nothing_is_told_of_a_whole_under_thirty():
    assert told(*by_gender(17, 12), total=counted(29)) == {}
    assert told(*by_gender(25, 5), total=counted(30)) != {}


@pytest.mark.parametrize("total", [HIDDEN, between(0, 9)])
def test_nothing_is_told_where_the_whole_is_not(total):
    assert told(*by_gender(85, 12, 3), total=total) == {}


def test_no_category_is_pinned_by_being_no_larger_than_the_largest():
    # of 41, 20 women and 21 men: "20–29" and not the largest would be 20
    assert told(*by_gender(21, 20), total=counted(41)) == {}
    # nor may the band below be told, or its absence would tell of the one above
    assert told(*by_gender(27, 14), total=counted(41)) == {}
    assert told(*by_gender(32, 14), total=counted(46))["By gender: Female"] == "10–19"


def test_never_by_rag():
    assert told(*[part(Breakdown.GENDER, "Male", 50, rag=Rag.RED)]) == {}


def test_arrests_are_named_from_ten_on_alone():
    offences = [("Theft", 20), ("Burglary", 11), ("Arson", 1)]
    found = told(*[part(Breakdown.OFFENCE, name, count, Measure.ARRESTS) for name, count in offences])
    assert found == {
        "Arrests by offence: Theft": "the rest",
        "Arrests by offence: Burglary": "10–19",
        "Arrests by offence: each other": "0–9 or not in the return",
    }
    fewer = [("Theft", 18), ("Burglary", 11)]  # 29
    assert told(*[part(Breakdown.OFFENCE, name, count, Measure.ARRESTS) for name, count in fewer]) == {}


@pytest.mark.parametrize(("offences", "enough"), [(300.0, True), (299.0, False)])
def test_a_comparison_needs_thirty_cases_behind_it(offences, enough):
    about = {"comparator": "Barnet", "period": "2023 Q1", "unit": "offences"}
    rows = [
        part(Breakdown.STAGE, "before", offences, Measure.OFFENCES_PER_YEAR, **about),
        part(Breakdown.STAGE, "before", 10.0, Measure.OFFENCES_PER_CASE, **about),
        part(Breakdown.CHANGE, "before", 2.5, Measure.OFFENCES_PER_CASE, **about | {"unit": "percent"}),
        part(Breakdown.CHANGE, "before", 2.5, Measure.OFFENCES_PER_YEAR, **about | {"unit": "percent"}),
    ]
    found = told(*rows)
    assert len(found) == (4 if enough else 0)
    figures = figures_of(monthly(*rows))
    assert len(comparisons(figures, Audience.PARTNERSHIP, RULE)) == len(found)
    assert len(comparisons(figures, Audience.RESTRICTED, RULE)) == 4
    assert not any(comparisons(figures, other, RULE) for other in (Audience.PUBLIC, Audience.PROVIDER))
    change = "Comparison of boroughs: Barnet, offences per year per case, before IOM, 2023 Q1, change"
    assert not enough or found[change] == "2.5 percent"


def test_a_change_is_told_only_if_thirty_cases_were_behind_the_earlier_figure_too():
    # 96 offences at 3 a case are 32 cases; before it was 80 at 3.43: 23 cases
    about = {"comparator": "Barnet", "period": "2023 Q1", "unit": "offences"}
    rows = [
        part(Breakdown.STAGE, "before", 96.0, Measure.OFFENCES_PER_YEAR, **about),
        part(Breakdown.STAGE, "before", 3.0, Measure.OFFENCES_PER_CASE, **about),
        part(Breakdown.CHANGE, "before", 20.0, Measure.OFFENCES_PER_YEAR, **about),
        part(Breakdown.CHANGE, "before", -12.5, Measure.OFFENCES_PER_CASE, **about),
    ]
    assert sorted(told(*rows).values()) == ["3 offences", "96 offences"]
    assert len(told(*rows[:3])) == 2  # nor where nobody can say how many were behind it


def test_what_a_sentence_says_and_joiners_are_for_leads():
    stated = part(Breakdown.STATED, "in the community", 50)
    joiners = Figure(Measure.JOINERS, 50, A1, "50")
    assert told(stated, joiners) == {}


@pytest.mark.parametrize("withheld", [Measure.COST_PER_CASE, Measure.OFFENCES_PER_YEAR])
def test_a_map_compares_no_borough_by_a_figure_that_is_not_told(withheld):
    rows = [
        Figure(measure, value, A1, "", breakdown=Breakdown.STAGE, category="before", **about)
        for about in (
            {"comparator": "Barnet", "period": "2023 Q1"},
            {"comparator": "Enfield", "period": "2023 Q1"},
        )
        for measure, value in (
            (Measure.OFFENCES_PER_YEAR, 300.0),
            (Measure.OFFENCES_PER_CASE, 5.0),
            (Measure.COST_PER_CASE, 900.0),
        )
        # Of Enfield the sender gives one of them as "[c]": of that measure nothing is told (decision 128).
        if (about["comparator"], measure) != ("Enfield", withheld)
    ]
    rows.append(
        Figure(
            withheld,
            None,
            A1,
            "[c]",
            breakdown=Breakdown.STAGE,
            category="before",
            comparator="Enfield",
            period="2023 Q1",
        )
    )
    figures = figures_of(monthly(*rows))
    compared = comparisons(figures, Audience.PARTNERSHIP, RULE)
    assert withheld not in {one.measure for one in compared}
    assert len(compared) == len(lines(figures, counted(100), RULE))


def test_a_member_under_an_agreement_is_told_known_categories_as_given_and_nothing_of_the_senders_words():
    month = monthly(
        Figure(Measure.COHORT, 43, A1, "43"),
        part(Breakdown.GENDER, "Male", 40),
        replace(part(Breakdown.GENDER, "Female", None), low=0, high=4, as_written="<5"),
        part(Breakdown.PLACE_OF_ARREST, "outside somebody's house", 1, Measure.ARRESTS),
        part(Breakdown.PLACE_OF_ARREST, "at home", 40, Measure.ARRESTS),
    )
    figures = figures_of(month)
    (read,) = months(figures).values()
    ground = Ground("E06000047", lambda _month: None, lambda _month: NO_GROUPING)
    release = release_of(read, Audience.MEMBERS, Rules(), ground)
    lines = {f"{one.title}: {one.category}": one.told.text for one in beside(release, figures)}
    assert lines == {
        "By gender: Male": "40",
        "By gender: Female": "fewer than 5",
        "Arrests by place of arrest: at home": "the rest",
        "Arrests by place of arrest: each other": "0–9 or not in the return",
    }


def test_the_cohort_by_one_breakdown_is_exact_to_leads_and_as_beside_to_others():
    other = part(Breakdown.SETTING, "In custody", 60)
    of_month = figures_of(monthly(nominals(100), *by_gender(85, 12, 3), other))
    (read,) = months(of_month).values()
    ground = Ground("E09000014", lambda _month: None, lambda _month: NO_GROUPING)

    def by(audience, breakdown=Breakdown.GENDER):
        release = release_of(read, audience, Rules(), ground, b"secret")
        return [(one.category, one.told.text) for one in of_cohort(release, of_month, breakdown)]

    exactly = [("Male", "85"), ("Female", "12"), ("Other or not stated", "3")]
    assert by(Audience.RESTRICTED) == by(Audience.MEMBERS) == exactly
    in_tens = [("Male", "the rest"), ("Female", "10–19"), ("each other", "0–9 or not in the return")]
    assert by(Audience.PARTNERSHIP) == in_tens
    assert by(Audience.PUBLIC) == []
    # One breakdown alone, and none that the return has not.
    assert by(Audience.RESTRICTED, Breakdown.DRUG_USE) == []
