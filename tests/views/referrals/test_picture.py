"""The services' returns of a span: the finding, the source, what is missing, the tables."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.returns import LateReturn
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import BY_QUARTER, ReleaseTerms, published
from probation_commission.views.referrals import ALL, ReferralPicture, tables
from tests.given.services import SEPTEMBER, TODAY, bounded, figures_of, service_return

OCTOBER, AUGUST = date(2026, 10, 1), date(2026, 8, 1)
NAMES = {"wellbeing": "Personal Wellbeing", "womens": "Women’s services"}
LARGE = pd.DataFrame([("wellbeing", "men", 400)], columns=["slug", "for_whom", "expects_a_year"])
SAID = "Of 40 referrals received by Personal Wellbeing from September 2026 to October 2026, 30 started (75%)"


def picture(
    *returns, to=Audience.RESTRICTED, first=SEPTEMBER, last=OCTOBER, service=ALL, files=("a.csv",)
) -> ReferralPicture:
    figures = figures_of(*returns)
    known = figures.drop_duplicates(["subject", "month", "area_code"])[["subject", "month", "area_code"]]
    known = known.assign(
        file_name=[files[number % len(files)] for number in range(len(known))],
        accepted_by="Jo Lead",
        accepted_at=datetime(2026, 11, 3, 12, 0, tzinfo=UTC),
        illustrative=False,
    )
    rows = published(figures, LARGE, ReleaseTerms(to, TODAY))
    return ReferralPicture(rows, known, ALL, service, first, last, to, NAMES)


BOTH = (service_return(20, 20), service_return(20, 10, month=SEPTEMBER))


def test_the_finding_adds_up_the_span_and_says_how_many_returns_are_missing():
    assert picture(*BOTH).finding == f"{SAID}."
    one = picture(BOTH[0])
    assert one.finding.endswith(" 1 of 2 monthly returns is missing.")
    assert picture(*BOTH, first=AUGUST).finding.endswith(" 1 of 3 monthly returns is missing.")


def test_a_choice_without_a_return_says_so():
    assert picture(*BOTH, service="womens").finding == (
        "No return from September 2026 to October 2026 has been received for this choice."
    )
    assert picture(*BOTH, first=AUGUST, last=AUGUST).finding == (
        "No return in August 2026 has been received for this choice."
    )


def test_where_a_small_service_has_no_whole_quarter_nothing_is_shown_and_the_rule_says_why():
    small = picture(service_return(5, 4, subject="womens"), to=Audience.PARTNERSHIP)
    assert not small.shows
    assert small.unseen == ["womens"]
    assert small.finding == (
        "No count of Women’s services from September 2026 to October 2026 can be shown yet. " + BY_QUARTER
    )
    assert small.missing == ["Not shown: Women’s services: no whole quarter lies in this span."]


@pytest.mark.parametrize(
    ("to", "files", "source"),
    [
        (Audience.RESTRICTED, ["a.csv"], "Source: 2 service monthly returns from a.csv, the latest"),
        (Audience.RESTRICTED, ["a.csv", "b.csv"], "Source: 2 service monthly returns, the latest"),
        (Audience.PARTNERSHIP, ["a.csv"], "Source: 2 service monthly returns, the latest"),  # never its name
    ],
)
def test_one_file_is_named_to_those_who_may_see_it(to, files, source):
    found = picture(*BOTH, to=to, files=files).source
    assert found == f"{source} loaded by Jo Lead on 3 November 2026."


def late(month, days, subject="wellbeing", area="CDD", *, illustrative=False):
    return LateReturn(subject, area, month, OCTOBER, days, illustrative, 1)


def test_who_was_late_of_the_returns_chosen_how_often_and_by_how_many_days():
    area = service_return(1, 1).area.code
    every = [late(SEPTEMBER, 1, area=area), late(OCTOBER, 12, area=area)]
    both = replace(picture(*BOTH), late=every)
    (twice,) = both.came_late
    assert twice == (
        "Personal Wellbeing was late twice: the returns of September 2026 by 1 day and October 2026 by "
        "12 days."
    )
    assert replace(both, first=OCTOBER).came_late == [
        "Personal Wellbeing was late once: the return of October 2026 by 12 days."
    ]
    others = [late(OCTOBER, 3, area="E06000005"), late(OCTOBER, 3, subject="womens", area=area)]
    assert replace(both, late=others).came_late == []
    (made_up,) = replace(both, late=[late(OCTOBER, 3, area=area, illustrative=True)]).came_late
    assert made_up.startswith("Personal Wellbeing (made up) was late once")


def test_months_without_a_return_are_named_by_service():
    assert picture(BOTH[0]).missing == ["No return received: Personal Wellbeing (September 2026)."]
    assert picture(*BOTH).missing == []


def test_the_funnel_says_what_no_return_gives():
    given = picture(service_return(20, 20))
    assert given.about_the_funnel.endswith(
        " Not given: completed, ended early, outcomes recorded, achieved, partly achieved, not achieved."
    )
    assert "Not given" not in picture(service_return(20, 20, 9, 3, 4, 2, 1)).about_the_funnel


def test_a_service_without_any_return_stands_in_the_table_with_how_many_it_lacks():
    table = tables.by_service(picture(*BOTH), ["womens"])
    assert table[["Service", "Returns"]].to_numpy().tolist() == [
        ["Personal Wellbeing", "2 of 2 months"],
        ["Women’s services", "no return"],
    ]
    assert table.Received.isna().to_list() == [False, True]  # none is not nought


def test_by_month_the_returns_of_services_are_counted():
    table = tables.by_month(picture(*BOTH, service_return(9, 9, subject="womens")))
    assert table[["Month", "Returns", "Received"]].to_numpy().tolist() == [
        ["September 2026", "1 of 2 services", 20],
        ["October 2026", "2 of 2 services", 29],
    ]


def test_every_period_has_a_row_also_without_a_return():
    table = tables.every_period(picture(BOTH[0]))
    assert table[["Service", "Month", "Return"]].to_numpy().tolist() == [
        ["Personal Wellbeing", "September 2026", "no return"],
        ["Personal Wellbeing", "October 2026", "given"],
    ]


def test_ranges_are_told_in_words_and_what_is_not_given_stays_empty():
    quarter = [
        service_return(9, None, month=month, subject="womens")
        for month in (date(2026, 7, 1), AUGUST, SEPTEMBER)
    ]
    found = picture(*quarter, to=Audience.PARTNERSHIP, first=date(2026, 7, 1), last=SEPTEMBER)
    table = tables.every_period(found)
    assert list(table.Month) == ["July to September 2026"]
    assert "–" in table.Received.iloc[0]
    assert pd.isna(table.Started.iloc[0])


def test_each_months_file_and_cells_are_named_where_there_are_any():
    figures = pd.DataFrame(
        [("wellbeing", OCTOBER, "a.csv", "Return", "D2"), ("wellbeing", OCTOBER, "a.csv", "Return", "E2")],
        columns=["subject", "month", "file_name", "sheet", "cell"],
    )
    assert tables.places(picture(BOTH[0]).periods, figures) == ["", "a.csv: Return!D2:E2"]


@pytest.mark.parametrize(
    ("to", "said"),
    [(Audience.RESTRICTED, "3–4"), (Audience.MEMBERS, "3–4"), (Audience.PARTNERSHIP, "0–4")],
)
def test_a_bound_is_said_beside_the_numbers_and_is_in_no_sum(to, said):
    october = bounded(service_return(20, 10, 4), "completed", 3, 4)
    found = picture(service_return(20, 20, 7, month=SEPTEMBER), october, to=to)
    of_october = f"Personal Wellbeing (October 2026: completed {said})"
    assert found.missing == [f"Given otherwise than as a number, and in no sum: {of_october}."]
    assert tables.told_in_words(found) == ["", f"completed: {said}"]
    assert str(found.steps["completed"].count) == "7"


def test_a_month_adds_up_the_same_services_for_everyone():
    """The small one is shown by quarter to others: in a sum for leads alone it would make two numbers."""
    returns = (
        *BOTH,
        service_return(9, 9, subject="womens"),
        service_return(9, 9, 9, 9, month=AUGUST, subject="womens"),
    )
    lead = replace(picture(*returns), by_quarter_alone=frozenset({"womens"}))
    room = picture(*returns, to=Audience.PARTNERSHIP)
    assert list(tables.by_month(lead).Received) == list(tables.by_month(room).Received) == [20, 20]
    assert lead.in_no_month == ["Women’s services"]
    small = replace(lead, service="womens")  # chosen alone, it is what a lead asked for
    assert list(tables.by_month(small).Received.dropna()) == [9]


def test_of_a_small_service_the_span_counted_is_said_and_what_is_here_is_not_called_missing():
    """July to September is a whole quarter; October is here too, and November is not."""
    months = (date(2026, 7, 1), AUGUST, SEPTEMBER, OCTOBER)
    returns = [service_return(10, 9, month=month, subject="womens") for month in months]
    span = {"first": date(2026, 7, 1), "last": date(2026, 11, 1)}
    room = picture(*returns, to=Audience.PARTNERSHIP, **span)
    lead = replace(
        picture(*returns, **span), room=room.rows, by_quarter_alone=frozenset({"womens"}), service="womens"
    )
    for one in (lead, room):
        assert "referrals received by Women’s services from July 2026 to September 2026, " in one.finding
    assert lead.finding.startswith("Of 30 referrals")
    assert lead.when_counts("received") == "from July 2026 to September 2026"
    assert lead.when_counts("completed") == lead.when  # of what nobody gives the span asked for
    assert list(tables.by_month(lead).Returns) == [
        *["received"] * 3,
        "not in the sums (whole quarters only)",
        "no return",
    ]
    october = replace(lead, first=OCTOBER, rows=lead.rows[lead.rows.month != OCTOBER])
    assert list(tables.by_month(october).Returns) == []  # nothing of it is here


def test_a_month_that_an_area_has_not_returned_yet_is_in_nobodys_sum():
    def returned(count, month, *areas):
        return [service_return(count, count, month=month, area=area) for area in areas]

    durham, darlington = "E06000047", "E06000005"
    returns = [*returned(20, SEPTEMBER, durham, darlington), *returned(50, OCTOBER, durham)]
    lead, room = (picture(*returns, to=to) for to in (Audience.RESTRICTED, Audience.PARTNERSHIP))
    for one in (lead, room):
        assert str(one.steps["received"].count) == "40"
        assert list(tables.by_service(one, []).Received) == [40]
        assert list(tables.by_service(one, []).Returns) == ["1 of 2 months"]
        assert list(tables.by_month(one).Returns) == ["received", "part of the area only"]
        assert "from" not in one.finding  # September alone is counted
        assert "in September 2026" in one.finding
        assert one.missing == ["For part of the area only, and in no sum: Personal Wellbeing (October 2026)."]
    assert list(tables.every_period(lead).Received) == [40, 50]  # a lead still sees what came
