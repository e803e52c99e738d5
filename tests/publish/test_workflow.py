"""The page of the documentation says what the app goes by."""

from probation_commission.publish.workflow import workflow_page
from probation_commission.settings import ROOT


def test_the_documentation_is_what_the_table_makes_of_it():
    """After a change of MOVES, write the page anew: its text is `workflow_page()`."""
    assert (ROOT / "docs" / "ideas-workflow.md").read_text(encoding="utf-8") == workflow_page()


def test_it_names_who_may_make_a_move_and_where_a_reason_is_needed():
    page = workflow_page()
    assert "| shortlisted | approved | admin, lead | yes |" in page
    assert "| being scored | shortlisted | admin, lead, panel member |  |" in page
    assert "    draft --> submitted: its owner\n" in page
    assert "    more_needed --> submitted: its owner\n" in page
    assert "| declined | once a lead sends it |  |" in page
