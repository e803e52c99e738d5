"""Counts as an audience may see them. Every count passes here on its way to a screen or file."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import pandas as pd

from probation_commission.domain.access import Permission, Person


class Audience(StrEnum):
    """Who is looking."""

    RESTRICTED = "restricted: leads and admins, exact counts"
    PARTNERSHIP = "partnership: counts in bands"


@dataclass(frozen=True, slots=True)
class Band:
    """A range of counts that is shown as one."""

    low: int
    high: int | None
    label: str


BANDS = (
    Band(0, 0, "none"),
    Band(1, 4, "1–4"),
    Band(5, 9, "5–9"),
    Band(10, 19, "10–19"),
    Band(20, None, "20 or more"),
)
NO_FIGURE = "not in the return"
BASE = 5
WHO_SEES_ROUNDED = f"everyone who is signed in; leads and admins exactly, everyone else rounded to {BASE}"
_IDENTITY = ["sha256", "subject", "area_code", "month", "category"]


def audience(person: Person) -> Audience:
    """Exact counts for those entitled to them, bands for everyone else."""
    exact = person.may(Permission.SEE_EXACT_COUNTS)
    return Audience.RESTRICTED if exact else Audience.PARTNERSHIP


def band(count: float) -> int | None:
    """The position in `BANDS` of a count; None for NaN."""
    if math.isnan(count):
        return None
    return max(position for position, one in enumerate(BANDS) if count >= one.low)


def text(count: float, to: Audience) -> str:
    """A count in words: "5" or "5–9", and never a number where there is none."""
    position = band(count)
    if position is None:
        return NO_FIGURE
    return f"{count:,.0f}" if to is Audience.RESTRICTED else BANDS[position].label


def shown(frame: pd.DataFrame, columns: Iterable[str], to: Audience) -> pd.DataFrame:
    """The frame with its counts as texts, ready to leave."""
    return frame.assign(**{name: [text(count, to) for count in frame[name]] for name in columns})


def released(frame: pd.DataFrame, columns: Sequence[str], to: Audience) -> pd.DataFrame:
    """The frame with its counts as numbers to draw with: exact, or the position of the band."""
    if to is Audience.RESTRICTED:
        return frame
    positions = {name: pd.array([band(count) for count in frame[name]], dtype="Float64") for name in columns}
    return frame.assign(**positions)


def rounded(figures: pd.DataFrame, to: Audience) -> pd.DataFrame:
    """The figures of returns, each count rounded to a multiple of 5 for all but leads and admins.

    Up or down by a chance that leaves sums right on average, and that is the same for the same figure
    each time (fixed random rounding). It is done figure by figure before anything is added up, so that
    no choice of span, total or share tells more than the figures themselves.
    """
    if to is Audience.RESTRICTED:
        return figures
    chances = figures[_IDENTITY].astype(str).agg("|".join, axis=1).map(_chance) if len(figures) else 0.0
    return figures.assign(value=(figures.value / BASE + chances) // 1 * BASE, as_written="")


def _chance(identity: str) -> float:
    """A number from 0 up to 1, which nobody can tell who has not seen the file that the figure is from."""
    return int.from_bytes(sha256(identity.encode()).digest()[:6]) / 2**48
