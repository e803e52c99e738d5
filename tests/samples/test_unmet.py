"""The illustrative unmet demand: lines that could be keyed in, and a story that can be told."""

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.unmet import UnmetReason, problems, shuts_after
from probation_commission.samples import unmet
from probation_commission.samples.iom import MONTHS

WARDS = ["E05016188", "E05016189"]


def test_every_line_is_one_that_could_be_keyed_in():
    for name in unmet.STORY:
        for place in (0, 1):
            for at in range(unmet.QUARTERS):
                lines = unmet.counted(name, place, at, WARDS)
                assert lines
                assert not [wrong for line, count in lines.items() for wrong in problems(line, count)]


def test_where_an_area_has_no_wards_those_lines_are_left_out():
    lines = unmet.counted(unmet.COUNCIL, 0, 5, [])
    assert lines
    assert not any(line.ward for line in lines)


def test_more_men_ask_for_help_with_debt_each_quarter_than_for_anything_else():
    of_each = []
    for at in range(unmet.QUARTERS):
        by_pathway = dict.fromkeys((unmet.DEBT, unmet.HOME, unmet.WORK, unmet.NEURO), 0)
        men = 0
        for name in unmet.STORY:
            for line, count in unmet.counted(name, 0, at, WARDS).items():
                if line.pathway in by_pathway and line.reason is UnmetReason.NONE_EXISTS:
                    by_pathway[line.pathway] += count
                if (line.pathway, line.group) == (unmet.DEBT, GapGroup.MEN):
                    men += count
        assert max(by_pathway, key=by_pathway.get) == unmet.DEBT
        of_each.append(men)
    assert of_each == sorted(of_each)


def test_its_quarters_are_over_and_shut_after_the_illustrative_months():
    last = unmet.quarters()[-1]
    assert len(unmet.quarters()) == unmet.QUARTERS
    assert f"{shuts_after(last):%Y-%m}" == str(MONTHS[-1])[:7]
