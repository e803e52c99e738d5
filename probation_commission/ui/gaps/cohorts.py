"""The IOM cohorts of areas as evidence of need, as somebody is shown them on the page of the cohort."""

from collections.abc import Iterable, Iterator
from datetime import date
from math import inf

from probation_commission.analysis.gaps import CohortCount, CohortPart, since
from probation_commission.disclosure.released import Released
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.iom import Breakdown
from probation_commission.domain.needs import COHORT_SAYS
from probation_commission.domain.ranges import Range
from probation_commission.ui.data import loaders, released

_BREAKDOWNS = dict.fromkeys([*(one for those in COHORT_SAYS.values() for one in those), Breakdown.GENDER])


def of_areas(codes: Iterable[str], sight: Sight, day: date) -> dict[str, CohortCount]:
    """The latest cohort of each area that has one of the last 24 months of which the size is told."""
    months = loaders.iom_months()
    found = {}
    for code in codes:
        of_area = months[(months.area_code == code) & (months.month >= since(day))]
        if of_area.empty:
            continue
        # The latest alone: an older one would tell that the latest says something that is not told.
        last = max(of_area.month)
        release = released.iom(code, sight).get(last)
        if release and release.total().known:
            made_up = bool(of_area.illustrative[of_area.month == last].any())
            total = release.total()
            parts = tuple(_parts(code, last, sight))
            found[code] = CohortCount(total.text, last, made_up, _range(total), parts)
    return found


def _parts(code: str, month: date, sight: Sight) -> Iterator[CohortPart]:
    for breakdown in _BREAKDOWNS:
        for line in released.cohort_by(code, month, sight, breakdown):
            yield CohortPart(breakdown, line.category, line.told.text, _range(line.told))


def _range(told: Released) -> Range | None:
    """Its ends; None of "the rest", of which none is told, and of what stands in the stead of a count."""
    if not told.known or (told.high is None and not told.low):
        return None
    return Range(told.low, inf if told.high is None else told.high)
