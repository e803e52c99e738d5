"""Figures in words: no code of ours is read where a figure is traced to its cell."""

import pandas as pd
import pytest

from probation_commission.analysis import figures
from probation_commission.domain.iom import Breakdown, Measure
from probation_commission.domain.ram import RamBreakdown, RamMeasure


@pytest.mark.parametrize(
    ("measure", "breakdown", "category", "words"),
    [
        (RamMeasure.REFERRALS, "", "", "referrals by month received"),
        (RamMeasure.REFERRALS, RamBreakdown.REASON, "INE", "referrals by month received, reason, ineligible"),
        (RamMeasure.STEPS, "conclusion", "reached 12", "steps of referrals, conclusion, reached 12"),
        (RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, "aimed at", "outcomes as supplied, outcome, aimed at"),
        # Of arrests the category is a sender's own word, whatever it reads like.
        (Measure.ARRESTS, Breakdown.OFFENCE, "INE", "arrests, offence, INE"),
    ],
)
def test_what_a_figure_counts_is_said_in_words(measure, breakdown, category, words):
    of_figure = {"measure": measure.value, "breakdown": str(breakdown), "category": category}
    frame = pd.DataFrame([of_figure | {"comparator": "", "period": ""}])
    assert figures.what(frame)[0].startswith(words)
