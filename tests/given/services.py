"""Services' monthly returns made by hand for the tests."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import ReleaseTerms, published
from probation_commission.domain import referrals
from probation_commission.domain.marks import Mark
from probation_commission.domain.referrals import CATEGORIES, ReferralStage, ServiceBreakdown, ServiceMeasure
from probation_commission.domain.returns import Cell, Figure, Kind, Reading, Return
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns

TODAY = date(2026, 11, 22)
SERVICES = {"Personal Wellbeing, Durham": "wellbeing", "Women’s services, Durham": "womens"}
HEADER = (
    "service,month,area,received,started,completed,ended early,"
    "outcomes achieved,outcomes partly achieved,outcomes not achieved\n"
)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def read(content: str | bytes, name: str = "service.csv", services=SERVICES) -> Reading:
    raw = content.encode() if isinstance(content, str) else content
    return returns.read(raw, name, gazetteer(), TODAY, services)


def service_return(*counts: int | None, month=OCTOBER, subject="wellbeing", area="CDD") -> Return:
    """A return of the seven counts in the order of the columns; None is not given."""
    figures = tuple(
        Figure(
            ServiceMeasure.REFERRALS if isinstance(category, ReferralStage) else ServiceMeasure.OUTCOMES,
            count,
            Cell("Return", f"{'DEFGHIJ'[position]}2"),
            str(count),
            breakdown=ServiceBreakdown.STAGE
            if isinstance(category, ReferralStage)
            else ServiceBreakdown.LEVEL,
            category=category,
        )
        for position, (category, count) in enumerate(zip(CATEGORIES, counts, strict=False))
        if count is not None
    )
    where = referrals.area(area, gazetteer())
    return Return(Kind.SERVICE, where, month, figures, subject=subject)


def number(figure: Figure) -> float:
    """Its value as a frame has it."""
    return math.nan if figure.value is None else float(figure.value)


def bounded(ret: Return, category: str, low: float | None, high: float | None, mark=Mark.NONE) -> Return:
    """The return with a count between two ends, or a mark, where it had a number."""
    figures = tuple(
        replace(figure, value=None, low=low, high=high, mark=mark) if figure.category == category else figure
        for figure in ret.figures
    )
    return replace(ret, figures=figures)


def figures_of(*given: Return) -> pd.DataFrame:
    """The columns that matter of the frame which `store.returns.figures` would give of these returns."""
    rows = [
        (
            *("s" * 64, one.subject, one.area.code, one.month, str(figure.category), number(figure), "as"),
            *(figure.low, figure.high, figure.mark),
        )
        for one in given
        for figure in one.figures
    ]
    columns = ["sha256", "subject", "area_code", "month", "category", "value", "as_written"]
    frame = pd.DataFrame(rows, columns=[*columns, "low", "high", "mark"])
    return frame.astype({"low": float, "high": float})


def shown_exactly(*given: Return) -> pd.DataFrame:
    """What is shown of these returns to those who see exact counts."""
    services = pd.DataFrame(columns=["slug", "for_whom", "expects_a_year"])
    return published(figures_of(*given), services, ReleaseTerms(Audience.RESTRICTED, TODAY))
