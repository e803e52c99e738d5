"""What differs between two versions is counted by kind, and told with both sides."""

import pandas as pd
import pytest

from probation_commission.analysis.versions import ADDED, CHANGED, GONE
from probation_commission.views.versions import table, tally

COLUMNS = ["change", "what", "rag", "place", "said_then", "cell_then", "as_written_then"]
SIDES = [*COLUMNS, "said_now", "cell_now", "as_written_now"]


def differences(*changes, rag="", place="") -> pd.DataFrame:
    rows = [(change, "cohort", rag, place, "5–9", "B2", "5-9", "7", "B3", "7") for change in changes]
    return pd.DataFrame(rows, columns=SIDES)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "No figure differs."),
        ([GONE], f"Figures: 1 {GONE}."),
        ([GONE, CHANGED, ADDED, CHANGED], f"Figures: 2 {CHANGED}, 1 {ADDED}, 1 {GONE}."),
    ],
)
def test_differences_are_counted_by_kind(changes, words):
    assert tally(differences(*changes)) == words


def test_a_figure_of_no_ward_is_of_the_whole_area_and_of_no_rag_is_of_all():
    row = table(differences(CHANGED), "1", "3", {"whole area": "whole area"}.__getitem__).iloc[0]
    assert (row.RAG, row.Place) == ("all", "whole area")
    assert (row["Cell in version 1"], row["Cell in version 3"]) == ("B2", "B3")
    assert (row["Value in version 1"], row["Value in version 3"]) == ("5–9", "7")


def test_a_ward_is_told_by_its_name():
    row = table(differences(ADDED, rag="red", place="E05"), "1", "2", {"E05": "North"}.__getitem__).iloc[0]
    assert (row.RAG, row.Place) == ("red", "North")
