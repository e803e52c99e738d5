"""A made-up cohort through twelve months: how many are where, by RAG, and who came and went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from probation_commission.domain.iom import Rag
from probation_commission.domain.partnership import Examples
from probation_commission.samples.wards import weights

MONTHS = [str(month) for month in pd.period_range("2025-11", "2026-10", freq="M")]
NFA = "NFA"
RAGS = list(Rag)
RAG_SHARES = (0.3, 0.22, 0.2, 0.28)
BLUE = RAGS.index(Rag.BLUE)
NO_ROW_IN_CUSTODY = 0.9
"""The share of Blue, those in custody, who stand in no row of the return."""
NO_FIXED_ABODE, NO_ROW = 0.05, 0.02
LEAVE, CHANGE_RAG, MOVE = 0.05, 0.06, 0.04
"""The share of nominals who, in a month, leave (another joins), change RAG, move ward."""
STILL = ((2, 5, 3, 0), (2, 4, 2, 0), (2, 4, 3, 0))
"""Red, amber, green and blue in the wards of the spring, without the spring."""
SPRING = {
    "2026-03": (1, 1, 0),
    "2026-04": (3, 2, 2),
    "2026-05": (4, 3, 3),
    "2026-06": (3, 3, 2),
    "2026-07": (2, 1, 1),
    "2026-08": (1, 0, 0),
}
"""How many of them are red instead of amber, ward by ward."""

PlaceCounts = Mapping[str, np.ndarray]
"""By place, the counts in the order of `RAGS`."""


@dataclass(frozen=True, slots=True)
class CohortMonth:
    """The whole area and each place that has a row; joiners and leavers since the month before, if any."""

    month: str
    whole: np.ndarray
    places: PlaceCounts
    joiners: int | None = None
    leavers: int | None = None


@dataclass(frozen=True, slots=True)
class _Nominals:
    """A row for each nominal who was never anybody: place (the last is no row), RAG, whether in no row."""

    place: np.ndarray
    rag: np.ndarray
    hidden: np.ndarray


def months(
    wards: pd.DataFrame, examples: Examples, code: str, random: np.random.Generator
) -> Iterator[CohortMonth]:
    """Twelve months of one authority's cohort.

    Nominals gather where residents and deprivation are. Those in custody are mostly in no row, a few are of
    no fixed abode or live next door, and in three neighbouring wards red goes up in spring and back.
    """
    own = wards[wards.lad_code == code]
    spring = [
        name
        for name, ward in zip(own.ward_name, own.ward_code, strict=True)
        if ward in _spring(own, examples)
    ]
    outside = _outside(examples.outside.get(code, {}))
    shares = _shares(own, spring)
    names = [*own.ward_name, NFA]
    fixed = sum(map(sum, STILL[: len(spring)])) + sum(int(counts.sum()) for counts in outside.values())
    nominals = _joined(examples.cohorts[code] - fixed, shares, random)
    moves: tuple[int, int] | None = None
    for month in MONTHS:
        yield _month(nominals, names, outside | _spring_counts(spring, month), month, moves)
        nominals, moves = _next(nominals, shares, random)


def _spring(own: pd.DataFrame, examples: Examples) -> set[str]:
    return set(own.ward_code) & set(examples.spring_wards)


def _outside(neighbours: Mapping[str, int]) -> dict[str, np.ndarray]:
    """Those who live next door: red, amber and green in turn."""
    rags = iter(range(sum(neighbours.values())))
    return {
        name: np.bincount([next(rags) % BLUE for _ in range(count)], minlength=len(RAGS))
        for name, count in neighbours.items()
    }


def _spring_counts(spring: Sequence[str], month: str) -> dict[str, np.ndarray]:
    more = SPRING.get(month, (0,) * len(spring))
    return {
        name: np.array(still) + np.array([red, -red, 0, 0])
        for name, still, red in zip(spring, STILL, more, strict=False)
    }


def _shares(own: pd.DataFrame, spring: Sequence[str]) -> np.ndarray:
    """The chance of each ward, of no fixed abode and of no row."""
    likely = weights(own).where(~own.ward_name.isin(spring), 0)
    shares = likely / likely.sum() * (1 - NO_FIXED_ABODE - NO_ROW)
    return np.append(shares.to_numpy(), [NO_FIXED_ABODE, NO_ROW])


def _joined(size: int, shares: np.ndarray, random: np.random.Generator) -> _Nominals:
    place = random.choice(len(shares), size, p=shares)
    rag = random.choice(len(RAGS), size, p=RAG_SHARES)
    return _Nominals(place, rag, (rag == BLUE) & (random.random(size) < NO_ROW_IN_CUSTODY))


def _next(
    before: _Nominals, shares: np.ndarray, random: np.random.Generator
) -> tuple[_Nominals, tuple[int, int]]:
    """The month after, with how many joined and left."""
    size = len(before.place)
    fresh = _joined(size, shares, random)
    leave, change, move = (random.random(size) < share for share in (LEAVE, CHANGE_RAG, MOVE))
    another = leave | change
    after = replace(
        before,
        place=np.where(leave | move, fresh.place, before.place),
        rag=np.where(another, fresh.rag, before.rag),
        hidden=np.where(another, fresh.hidden, before.hidden),
    )
    joiners = _joined(int(random.integers(0, 4)), shares, random)
    leavers = int(random.integers(0, 4))
    both = (np.append(getattr(after, name)[leavers:], getattr(joiners, name)) for name in _Nominals.__slots__)
    return _Nominals(*both), (int(leave.sum()) + len(joiners.place), int(leave.sum()) + leavers)


def _month(
    nominals: _Nominals,
    names: Sequence[str],
    fixed: PlaceCounts,
    month: str,
    moves: tuple[int, int] | None,
) -> CohortMonth:
    seen = ~nominals.hidden & (nominals.place < len(names))
    counts = np.zeros((len(names), len(RAGS)), dtype=int)
    np.add.at(counts, (nominals.place[seen], nominals.rag[seen]), 1)
    places = dict(zip(names, counts, strict=True)) | dict(fixed)
    whole = np.bincount(nominals.rag, minlength=len(RAGS)) + sum(fixed.values())
    return CohortMonth(month, whole, places, *(moves or (None, None)))
