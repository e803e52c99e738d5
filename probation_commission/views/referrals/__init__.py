"""What became of referrals: in words, as charts, in tables."""

from probation_commission.views.referrals import charts, endings, followed, keyed, tables, words
from probation_commission.views.referrals.picture import ALL, ReferralPicture

__all__ = ["ALL", "ReferralPicture", "charts", "endings", "followed", "keyed", "tables", "words"]
