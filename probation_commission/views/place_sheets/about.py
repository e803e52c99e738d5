"""What is said of a place itself: its residents, how deprived it is, and what an old ward became."""

from collections.abc import Sequence

from probation_commission.domain.days import in_full
from probation_commission.domain.place_sheets import PlaceLevel, SheetPlace
from probation_commission.domain.places import Ward
from probation_commission.views.wards import deprivation_of, sources_of_deprivation, sources_of_residents

RESIDENTS_UNKNOWN = "How many residents there are is not known."


def residents(place: SheetPlace) -> str:
    """How many live there, an estimate with its source; that it is not known where it is not of a ward."""
    counts = [ward.residents for ward in place.wards]
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return RESIDENTS_UNKNOWN
    sources = "; ".join(sources_of_residents(place.wards))
    return f"Residents, an estimate: {sum(known):,} ({sources})."


def deprivation(place: SheetPlace, scores: Sequence[float]) -> str:
    """How deprived it is, an estimate: as was loaded of it, else by the `scores` that come with the app."""
    loaded = [ward for ward in place.wards if ward.deprivation]
    if place.level is PlaceLevel.WARD and loaded:
        return f"Deprivation, an estimate: {deprivation_of(loaded[0])}"
    if loaded and len(loaded) == len(place.wards):
        tenth = sum(ward.deprivation.most_deprived for ward in loaded if ward.deprivation)
        lsoas = sum(ward.deprivation.lsoas for ward in loaded if ward.deprivation)
        source = sources_of_deprivation(loaded)
        return f"Deprivation, an estimate: {tenth} of its {lsoas} LSOAs in the most deprived tenth. {source}"
    if not scores:
        return "How deprived it is is not known here."
    if len(scores) == 1 and place.level is PlaceLevel.WARD:
        return f"Deprivation, an estimate: IMD 2025 score {scores[0]:.1f} (by area; on average 6% off)."
    return (
        f"Deprivation, an estimate: IMD 2025 scores of its wards {min(scores):.1f} to {max(scores):.1f} "
        "(by area; on average 6% off)."
    )


def old_ward(ward: Ward, became: Sequence[tuple[Ward, float]]) -> str:
    """What a ward that is not in force any more became, in a sentence."""
    until = f" until {in_full(ward.in_force_to)}" if ward.in_force_to else ""
    was = f"{ward.name} was a ward of {ward.authority.name}{until}."
    if not became:
        return f"{was} What it became is not known here."
    parts = ", ".join(f"{one.name} ({share:.0%})" for one, share in became if share >= _LEAST)
    return f"{was} Of its postcodes, an estimate of its homes, these wards have: {parts}."


_LEAST = 0.01
