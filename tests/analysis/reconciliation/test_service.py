import pytest

from probation_commission.analysis.reconciliation.service import service_checks
from probation_commission.analysis.reconciliation.understanding import understood
from probation_commission.domain.returns import Verdict
from tests.given.services import OCTOBER, service_return

HOLDS, FAILS, NOTE, UNCHECKED = Verdict.HOLDS, Verdict.FAILS, Verdict.NOTE, Verdict.UNCHECKED


def lines(ret):
    return [(line.verdict, line.sentence) for line in service_checks(ret)]


def test_a_month_in_which_all_is_well():
    assert lines(service_return(31, 24, 12, 3, 8, 4, 3)) == [
        (HOLDS, "Outcomes 8 + 4 + 3 = 15 and completed + ended early 12 + 3 = 15"),
        (HOLDS, "Started 24, received 31"),
    ]


@pytest.mark.parametrize(
    ("counts", "verdict", "said"),
    [
        ((31, 24, 12, 3, 8, 4, 4), FAILS, "more outcomes than endings"),  # one too many
        ((31, 24, 12, 3, 8, 4, 2), NOTE, "1 of 15 have no outcome recorded"),
        ((31, 24, 12, None, 8, 4, 3), UNCHECKED, "not all five counts are given"),
        ((31, 24, 0, 0, 0, 0, 0), HOLDS, "0 + 0 + 0 = 0"),
    ],
)
def test_outcomes_against_endings(counts, verdict, said):
    found, sentence = lines(service_return(*counts))[0]
    assert found is verdict
    assert said in sentence


def test_more_started_than_received_is_only_worth_knowing():
    assert lines(service_return(20, 24))[1] == (
        NOTE,
        "Started 24, received 20: some were received in earlier months",
    )
    assert lines(service_return(None, 24))[1][0] is UNCHECKED


def test_every_line_names_its_cells():
    ret = service_return(31, 24, 12, 3, 8, 4, 3)
    cells = [[cell.ref for cell in one.cells] for one in service_checks(ret)]
    assert cells == [["H2", "I2", "J2", "F2", "G2"], ["D2", "E2"]]


def test_what_was_understood_says_what_is_not_given():
    assert understood(service_return(31, 0, None, 3, None, None, None, month=OCTOBER)) == (
        "Referrals: received 31, started 0, ended early 3, read from Return!D2:G2",
        "Not given, which is not zero: completed, achieved, partly achieved, not achieved",
    )
