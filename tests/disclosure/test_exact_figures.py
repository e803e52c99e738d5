"""What is behind a figure: for leads everything, for everybody else who loaded it and when."""

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.exact_figures import behind
from tests.given.returns import figures_of, monthly, nominals

FIGURES = figures_of(monthly(nominals(61), nominals(5, "BOWES"))).assign(accepted_by="Jo", accepted_at=0)


@pytest.mark.parametrize("to", [to for to in Audience if to is not Audience.RESTRICTED])
def test_nobody_but_leads_is_given_a_files_name_a_cell_or_a_count(to):
    given = behind(FIGURES, to)
    assert list(given.columns) == ["accepted_by", "accepted_at"]
    assert len(given) == 1


def test_leads_are_given_every_cell():
    assert behind(FIGURES, Audience.RESTRICTED) is FIGURES
