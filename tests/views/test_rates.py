"""Referrals for each thousand on probation: the mark of what is made up stands at each rate."""

from probation_commission.analysis.trackers import CaseloadRate
from probation_commission.views.trackers import rates as views

RATES = [CaseloadRate("a", "D", 1, 20.0, 1000.0), CaseloadRate("b", "E", 2, 10.0, 1000.0)]
REAL, INVENTED, MIXED = [False, False], [True, True], [False, True]


def test_a_rate_is_marked_by_what_went_into_it_and_not_by_what_went_into_another():
    said = views.finding(RATES, str.upper, [REAL, MIXED])
    assert said == (
        "Most, A: 20.0 referrals a month for each 1,000 people on probation; "
        "fewest, B (partly made up): 10.0."
    )
    table = views.table(RATES, str.upper, str, [INVENTED, REAL])
    assert list(table.Service) == ["A (made up)", "B"]
    assert views.finding(RATES[:1], str.upper, [INVENTED]).startswith("A (made up): 20.0 referrals")
