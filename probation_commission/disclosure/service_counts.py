"""What services count beside the seven: exact to leads and to whoever runs the service, to others nothing.

No band is told of them: most are small parts of a count that others have in bands already, and a part beside
its whole would tell more of both (decision 250).
"""

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import ReleaseTerms
from probation_commission.domain.referrals import ServiceBreakdown

WHO_SEES_COUNTS = "leads and admins; a partner organisation its own services, without offices"


def every_count(figures: pd.DataFrame, shown: ReleaseTerms) -> pd.DataFrame:
    """The figures of services' returns with each count, the seven too, as an audience is shown them.

    `figures` as `store.returns.figures` gives them. By office they are for leads and admins alone, and what
    an agreement lifts is the seven.
    """
    if shown.audience is Audience.RESTRICTED:
        return figures
    if shown.audience is not Audience.PROVIDER:
        return figures.iloc[:0]
    return figures[figures.subject.isin(shown.own) & (figures.breakdown != ServiceBreakdown.OFFICE)]
