"""The IOM cohort as it is written by a borough, in our template and as a plain CSV."""

from probation_commission.intake.cohort import arrests, borough, plain_csv, statements, template, total, wards
from probation_commission.intake.cohort.arrests import category_in, outcome_in
from probation_commission.intake.cohort.template import LAYOUTS

__all__ = [
    "LAYOUTS",
    "arrests",
    "borough",
    "category_in",
    "outcome_in",
    "plain_csv",
    "statements",
    "template",
    "total",
    "wards",
]
