"""The made-up parts of a cohort: who joined and left, breakdowns, tags and arrests."""

from collections.abc import Iterator, Mapping

import numpy as np

from probation_commission.domain.iom import Breakdown, Outcome
from probation_commission.samples.iom.cohort import BLUE, CohortMonth

PartRow = tuple[str, str, int]
"""Breakdown and category as the template offers them, and the count."""

_SHARES: Mapping[Breakdown, Mapping[str, float]] = {
    Breakdown.FRAMEWORK: {"Fixed": 0.6, "Flex": 0.26, "Free": 0.14},
    Breakdown.GENDER: {"Male": 0.93, "Female": 0.06, "Other or not stated": 0.01},
    Breakdown.ETHNICITY: {
        "White": 0.93,
        "Asian": 0.02,
        "Black": 0.01,
        "Mixed": 0.02,
        "Other": 0.01,
        "Not stated": 0.01,
    },
    Breakdown.DRUG_USE: {"Uses drugs": 0.62, "Does not use drugs": 0.3, "Not known": 0.08},
    Breakdown.TREATMENT: {"In treatment": 0.36, "Not in treatment": 0.56, "Not known": 0.08},
}
_DRIFT = 0.04
_TAGS, _ARRESTS = 13, 17
_OUTCOMES: Mapping[str, float] = {Outcome.CHARGED: 0.4, Outcome.RELEASED: 0.33, Outcome.RETURNED: 0.27}
_OFFENCES = {
    "Theft - From Shop": 0.36,
    "Burglary - Non Dwelling": 0.22,
    "Burglary - Dwelling": 0.16,
    "Theft - From Vehicle": 0.16,
    "Assault": 0.1,
}
_OFFENCES_AN_ARREST = 1.4


def parts(of: CohortMonth, random: np.random.Generator) -> Iterator[PartRow]:
    """The rows of a month; the parts of each breakdown add up to the cohort."""
    if of.joiners is not None and of.leavers is not None:
        yield "Joiners", "", of.joiners
        yield "Leavers", "", of.leavers
    size, custody = int(of.whole.sum()), int(of.whole[BLUE])
    for breakdown, shares in _SHARES.items():
        yield from _divided(breakdown.label, size, shares, random)
    yield Breakdown.SETTING.label, "In custody", custody
    yield Breakdown.SETTING.label, "In the community", size - custody
    yield "Gps tags", "", int(random.poisson(_TAGS))
    arrests = int(random.poisson(_ARRESTS))
    yield "Arrests", "", arrests
    yield from _dealt("Arrests by outcome", arrests, _OUTCOMES, random)
    yield from _dealt("Arrests by offence", round(arrests * _OFFENCES_AN_ARREST), _OFFENCES, random)


def _divided(
    breakdown: str, size: int, shares: Mapping[str, float], random: np.random.Generator
) -> Iterator[PartRow]:
    """About its share to each category, much as the month before; the first is what is left."""
    first, *others = shares
    counts = {name: round(size * shares[name] * random.normal(1, _DRIFT)) for name in others}
    for category, count in {first: size - sum(counts.values()), **counts}.items():
        yield breakdown, category, count


def _dealt(
    breakdown: str, size: int, shares: Mapping[str, float], random: np.random.Generator
) -> Iterator[PartRow]:
    for category, count in zip(shares, random.multinomial(size, list(shares.values())), strict=True):
        yield breakdown, str(category), int(count)
