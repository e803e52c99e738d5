"""The page of returns: what stands beside the field for a file."""

import pytest

from probation_commission.domain.access import Role
from probation_commission.ui.menu import RETURNS
from tests.pages.sent import opened

A_MONTH = ("enfield.csv", b"area,month,ward,rag,count\nE09000010,2026-10,,Red,12\n")
FOLDED = "Templates, and what to cut"


@pytest.mark.usefixtures("migrated_home")
def test_the_templates_are_folded_once_a_file_was_chosen_and_stay_to_be_had():
    app = opened(RETURNS, Role.LEAD)
    labels = {one.label for one in app.main.selectbox}
    assert FOLDED not in [one.label for one in app.expander]
    app.file_uploader[0].upload(*A_MONTH).run()
    assert not app.exception
    (folded,) = [one for one in app.expander if one.label == FOLDED]
    assert not folded.proto.expanded
    assert labels <= {one.label for one in folded.selectbox}
