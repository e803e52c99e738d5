"""The words of a change in the audit trail."""

from datetime import date

from probation_commission.domain.audit import in_words


def test_a_change_is_said_column_by_column_and_what_is_untold_is_not():
    fields = {
        "ends": date(2027, 6, 3),
        "iom_only": False,
        "wait_weeks": 0,
        "route": "",
        "value_pence": 1_000,
        "sex": None,
    }
    assert in_words(fields, {"value_pence": "(restricted)"}) == (
        "ends: 3 June 2027; iom only: no; wait weeks: 0; route: not known; value pence: (restricted); "
        "sex: not known"
    )
    # Also where nothing is written of it: that it is empty is told nobody either.
    assert in_words({"value_pence": None}, {"value_pence": "(restricted)"}) == "value pence: (restricted)"
