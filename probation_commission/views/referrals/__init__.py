"""What became of referrals: in words, as charts, in tables."""

from probation_commission.views.referrals import charts, tables, words
from probation_commission.views.referrals.picture import ALL, Picture

__all__ = ["ALL", "Picture", "charts", "tables", "words"]
