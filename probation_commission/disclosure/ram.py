"""What is shown of the reports of "Refer and monitor an intervention": exact to some, to others in bands.

Of a service that is not exact to whoever looks is told how many referrals were received, by quarter, in the
fixed bands of services' returns, and nothing else: no step, no clock, no wait and no reason (decision 261).
Of whole months later reports tell more of what became of a referral, never of how many were received.
"""

from collections.abc import Iterator

import pandas as pd

from probation_commission.analysis.ram import RamCounts
from probation_commission.analysis.referrals import QUARTER, months_of
from probation_commission.disclosure.released import between
from probation_commission.disclosure.services import (
    ReleaseTerms,
    ShownCount,
    quarter_of,
    quarter_row,
    waits_for,
)

RECEIVED = "received"
"""All that is told in bands."""
WHO_SEES = (
    "everyone who is signed in but applicants; as it is: leads and admins, of what is agreed members of an "
    "agreement, and a partner of its own organisation’s services; to all others how many were received, by "
    "quarter, in bands"
)


def exactly(counts: RamCounts, shown: ReleaseTerms) -> RamCounts:
    """The cohorts of the services that are shown as they are."""
    return counts.of_services(exact_services(counts, shown))


def exact_services(counts: RamCounts, shown: ReleaseTerms) -> frozenset[str]:
    """The slugs of these services."""
    slugs = set(counts.cohorts.subject)
    return frozenset(slug for slug in slugs if shown.of_service(slug).audience.exact)


def in_bands(counts: RamCounts, shown: ReleaseTerms) -> pd.DataFrame:
    """How many were received of all other services, a `ShownCount` of category `RECEIVED` a quarter."""
    exact = exact_services(counts, shown)
    rows = [
        row
        for slug, of_service in counts.apart()
        if slug not in exact
        for row in _of(slug, of_service, shown)
    ]
    return pd.DataFrame(rows, columns=ShownCount._fields)


def _of(slug: str, counts: RamCounts, shown: ReleaseTerms) -> Iterator[ShownCount]:
    # A month of which a report holds a part is waited for as one that did not come.
    whole = counts.whole_months()
    given = set(whole.cohorts.month)
    for first in sorted({quarter_of(month) for month in counts.cohorts.month}):
        expected = months_of(first, QUARTER)
        why = waits_for(first, expected, given, "report", shown.today)
        row = quarter_row(slug, "", first, why)._replace(category=RECEIVED)
        low, high = shown.bands(first).of(whole.of(None, expected[0], expected[-1]).referrals)
        yield row if why else row._replace(low=low, high=high, text=between(low, high).text)
