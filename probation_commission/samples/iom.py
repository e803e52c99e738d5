"""Made-up IOM returns that look like real ones: fixed seed, the same bytes every time."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from probation_commission.domain.iom import Rag
from probation_commission.domain.partnership import Examples

SEED = 20261031
MONTHS = [str(month) for month in pd.period_range("2025-11", "2026-10", freq="M")]
RAGS = list(Rag)
RAG_SHARES = (0.34, 0.22, 0.2, 0.24)
LEAVE, CHANGE_RAG, MOVE = 0.06, 0.1, 0.05
"""The share of nominals who, in a month, leave (another joins), change RAG, move ward."""

CohortRow = tuple[str, str, str, str, int]


def iom_csv(wards: pd.DataFrame, examples: Examples) -> str:
    """Twelve months of returns for each area with a made-up cohort, as a CSV: area, month, ward, rag, count.

    `wards` has ward_name, lad_code, lad_name, residents_2021_estimate and imd_2025_score_estimate of
    the wards in force. Nominals gather where residents and deprivation are; a few are of no fixed
    abode or live in the neighbouring authority, and those in custody are mostly in no row.
    """
    random = np.random.default_rng(SEED)
    rows = [row for code in sorted(examples.cohorts) for row in _area(wards, code, examples, random)]
    frame = pd.DataFrame(rows, columns=["area", "month", "ward", "rag", "count"])
    return frame.to_csv(index=False, lineterminator="\n")


def _area(
    every: pd.DataFrame, code: str, examples: Examples, random: np.random.Generator
) -> Iterator[CohortRow]:
    wards = every[every.lad_code == code]
    name = wards.lad_name.iloc[0]
    elsewhere = ["NFA", examples.neighbours[code], ""]
    places = [*wards.ward_name, *elsewhere]
    weights = wards.residents_2021_estimate * wards.imd_2025_score_estimate**1.5
    shares = np.append(weights / weights.sum() * 0.84, [0.05, 0.03, 0.08])
    cohort = _people(examples.cohorts[code], shares, random)
    for month in MONTHS:
        yield from _month(cohort, places, name, month)
        cohort = _next(cohort, shares, random)


def _people(size: int, shares: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Two columns, place and RAG, a row for each nominal who was never anybody."""
    return np.column_stack([random.choice(len(shares), size, p=shares), random.choice(4, size, p=RAG_SHARES)])


def _next(cohort: np.ndarray, shares: np.ndarray, random: np.random.Generator) -> np.ndarray:
    size = len(cohort)
    fresh = _people(size, shares, random)
    leave, change, move = (random.random(size) < share for share in (LEAVE, CHANGE_RAG, MOVE))
    after = cohort.copy()
    after[leave | move, 0] = fresh[leave | move, 0]
    after[leave | change, 1] = fresh[leave | change, 1]
    joiners = _people(int(random.integers(0, 4)), shares, random)
    leavers = int(random.integers(0, 4))
    return np.vstack([after[leavers:], joiners])


def _month(cohort: np.ndarray, places: list[str], area: str, month: str) -> Iterator[CohortRow]:
    """Totals of the area, then each place; the last place is no row at all."""
    counts = np.zeros((len(places), len(RAGS)), dtype=int)
    np.add.at(counts, (cohort[:, 0], cohort[:, 1]), 1)
    yield from _place("all", counts.sum(axis=0), area, month)
    for place, by_rag in zip(places[:-1], counts[:-1], strict=True):
        yield from _place(place, by_rag, area, month)


def _place(place: str, by_rag: np.ndarray, area: str, month: str) -> Iterator[CohortRow]:
    yield area, month, place, "all", int(by_rag.sum())
    for rag, count in zip(RAGS, by_rag, strict=True):
        yield area, month, place, rag.value, int(count)
