"""Counts that stand by themselves: of services' returns, rounded; keyed in by partners, in bands."""

import math
from hashlib import sha256

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import band, bands
from probation_commission.disclosure.patterns import rounded as to_nearest
from probation_commission.disclosure.released import NO_FIGURE
from probation_commission.disclosure.rules import rules

BASE = 5
WHO_SEES_ROUNDED = f"everyone who is signed in; leads and admins exactly, everyone else rounded to {BASE}"
_IDENTITY = ["sha256", "subject", "area_code", "month", "category"]


def text(count: float, to: Audience) -> str:
    """A count in words: "5" to leads, "5–9" to the partnership, and never a number where there is none."""
    if math.isnan(count):
        return NO_FIGURE
    rule = rules().of(to)
    if to is Audience.RESTRICTED:
        return f"{count:,.0f}"
    if to is Audience.PARTNERSHIP:
        every = bands(rule.threshold)
        return every[band(count, every)].label
    small = count < rule.threshold
    return f"fewer than {rule.threshold}" if small else f"{to_nearest(round(count), rule.base):,}"


def rounded(figures: pd.DataFrame, to: Audience) -> pd.DataFrame:
    """The figures of returns, each count rounded to a multiple of 5 for all but leads and admins.

    Up or down by a chance that leaves sums right on average, and that is the same for the same figure
    each time (fixed random rounding). It is done figure by figure before anything is added up, so that
    no choice of span, total or share tells more than the figures themselves. The public gets none that
    its rule takes for small.
    """
    if to is Audience.RESTRICTED:
        return figures
    chances = figures[_IDENTITY].astype(str).agg("|".join, axis=1).map(_chance) if len(figures) else 0.0
    values = (figures.value / BASE + chances) // 1 * BASE
    if to is Audience.PUBLIC:
        values = values.where(figures.value >= rules().public.threshold)
    return figures.assign(value=values, as_written="")


def _chance(identity: str) -> float:
    """A number from 0 up to 1, which nobody can tell who has not seen the file that the figure is from."""
    return int.from_bytes(sha256(identity.encode()).digest()[:6]) / 2**48
