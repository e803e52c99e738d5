"""The finding of a return: how much does not add up, how much of it is explained."""

import pandas as pd
import pytest

from probation_commission.domain.returns import Verdict
from probation_commission.views.checks import finding

FAILS, HOLDS, NOTE = Verdict.FAILS, Verdict.HOLDS, Verdict.NOTE


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([(HOLDS, "")], "May: nothing in 1 line fails to add up."),
        ([(NOTE, "why"), (HOLDS, "")], "May: nothing in 2 lines fails to add up."),  # a note does not fail
        ([(FAILS, ""), (HOLDS, "")], "May: 1 of 2 lines does not add up, 1 not explained yet."),
        ([(FAILS, "why"), (FAILS, "")], "May: 2 of 2 lines do not add up, 1 not explained yet."),
        ([(FAILS, "why"), (FAILS, "why")], "May: 2 of 2 lines do not add up, all of them explained."),
        ([(FAILS, "why", True), (FAILS, "why")], "May: 2 of 2 lines do not add up, 1 not explained yet."),
    ],
)
def test_the_finding_counts_what_fails_and_what_nobody_has_explained(lines, words):
    rows = [(*line, False)[:3] for line in lines]  # the third: explained for other figures than today's
    assert finding("May", pd.DataFrame(rows, columns=["verdict", "explained", "outdated"])) == words
