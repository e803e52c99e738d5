"""The places that a sheet can be of, from where ways to them are measured, and what an old ward became."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from probation_commission.domain.localities import GroupingsInForce, in_order, latest
from probation_commission.domain.place_sheets import PlaceLevel, SheetPlace
from probation_commission.domain.places import Authority, Ward
from probation_commission.geography.centres import LOCALITY, WARD, centres, middle, wider
from probation_commission.geography.fit import best_fit
from probation_commission.geography.gazetteer import covered, gazetteer, postcode_wards, ward_facts

_SCORE = "imd_2025_score_estimate"


def whole(area: Authority) -> SheetPlace:
    """An authority as a place with all of its wards of today."""
    return SheetPlace(PlaceLevel.AUTHORITY, area, area.code, area.name, _wards(area))


def wards(area: Authority) -> list[SheetPlace]:
    """Every ward in force of an authority, by name."""
    ordered = sorted(_wards(area), key=lambda ward: ward.name)
    return [SheetPlace(PlaceLevel.WARD, area, ward.code, ward.name, (ward,)) for ward in ordered]


def localities(area: Authority, groupings: GroupingsInForce) -> list[SheetPlace]:
    """Every locality of an authority as they are made now, by name; made-up ones where no real one is."""
    sets = gazetteer().ward_sets(area)
    if not sets:
        return []
    now = latest(groupings, sets[0].key, made_up=True)
    return [
        SheetPlace(
            PlaceLevel.LOCALITY,
            area,
            name,
            name,
            tuple(ward for ward in sets[0].wards if now.grouping.get(ward.code) == name),
            now.illustrative,
        )
        for name in in_order(now.grouping)
    ]


def _wards(area: Authority) -> tuple[Ward, ...]:
    sets = gazetteer().ward_sets(area)
    # The newest set may have ended, where an authority has no wards any more.
    return sets[0].wards if sets and sets[0].in_force_to is None else ()


def became(code: str) -> list[tuple[Ward, float]]:
    """The wards of today that an abolished ward went into, each with its share of the postcodes, best first.

    An estimate of homes; empty where nothing is known of it, or where it is in force.
    """
    fit = best_fit(postcode_wards(), code)
    shares = zip(fit.ward_code.astype(str), fit.share.astype(float), strict=True)
    found = ((gazetteer().ward(code), share) for code, share in shares)
    return [(ward, share) for ward, share in found if ward]


def centre(place: SheetPlace) -> tuple[float, float] | None:
    """The mean of a place's postcodes, easting and northing in metres; None where no outline is known."""
    if place.level is PlaceLevel.AUTHORITY:
        return middle(place.area.code)
    smaller = centres(place.area.code)
    if place.level is PlaceLevel.WARD:
        return _first(smaller[(smaller.kind == WARD) & (smaller.key == place.key)])
    grouping = dict.fromkeys(place.codes, place.name)
    around = wider(smaller, grouping, (place.area.code, place.area.name))
    return _first(around[around.kind == LOCALITY])


def _first(rows: pd.DataFrame) -> tuple[float, float] | None:
    if rows.empty:
        return None
    return float(rows.easting.iloc[0]), float(rows.northing.iloc[0])


def scores(place: SheetPlace) -> list[float]:
    """The IMD 2025 scores of a place's wards that come with the app, areal estimates; empty for Wales."""
    known = _scores(covered())
    return [known[code] for code in sorted(place.codes) if code in known]


@lru_cache(maxsize=4)
def _scores(_covered: tuple[str, ...]) -> Mapping[str, float]:
    facts = ward_facts().dropna(subset=[_SCORE])
    return dict(zip(facts.ward_code, facts[_SCORE].astype(float), strict=True))
