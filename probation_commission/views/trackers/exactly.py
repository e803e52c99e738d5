"""A tracker month by month with what is usual: for those who see it as it is."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from probation_commission.analysis.events import Happened, on_chart_of_area, phases_of
from probation_commission.analysis.followed import Followed, FollowedMeasure
from probation_commission.analysis.spc import TRIAL, Good, control
from probation_commission.domain import trackers
from probation_commission.domain.returns import Kind
from probation_commission.views.trackers.picture import AreaTrackers

if TYPE_CHECKING:
    import pandas as pd

_SMALLEST_WHOLE = 10
"""Of whom no share is told with fewer."""
_FOLLOWED = {
    Kind.WANTED: Followed("Became wanted", "people who became wanted", Good.NEITHER, {"wanted": 1}),
    Kind.BREACH: Followed("Rejected", "breach requests rejected", Good.DOWN, {"rejected": 1}),
    Kind.DIVERSION: Followed("Started", "diversions started", Good.NEITHER, {trackers.STARTED: 1}),
    Kind.RELEASE: Followed(
        "No fixed abode",
        "released to no fixed abode, of all released",
        Good.DOWN,
        {trackers.NO_ABODE: 1},
        (trackers.NO_ABODE, trackers.RELEASED),
    ),
    Kind.CASELOAD: Followed("On probation", "people on probation", Good.NEITHER, {"caseload": 1}),
}


def followed(
    picture: AreaTrackers, kind: Kind, happened: Sequence[Happened] = (), areas: Collection[str] = ()
) -> FollowedMeasure | None:
    """The tracker as a control chart; None under ten months, where nothing can be said of what is usual.

    With what `happened` in these `areas`: the area's own, its parts and the wholes that it is in.
    """
    one = _FOLLOWED[kind]
    values = _values(picture, kind)
    if values.notna().sum() < TRIAL:
        return None
    seen = on_chart_of_area(happened, areas, (values.index[0], values.index[-1]))
    chart = control(values, one.good, phases=phases_of(seen), counted=not one.is_share)
    return FollowedMeasure(picture.area, one, chart, happened=seen)


def _values(picture: AreaTrackers, kind: Kind) -> "pd.Series[float]":
    if kind is Kind.RELEASE:
        whole = picture.series(kind, trackers.RELEASED)
        return (picture.series(kind, trackers.NO_ABODE) / whole).where(whole >= _SMALLEST_WHOLE)
    if kind is Kind.DIVERSION:
        return picture.series(kind, trackers.STARTED)
    return picture.series(kind, "" if kind is Kind.CASELOAD else None)
