"""What is said of wards beside their counts: where their residents are from, and how deprived they are."""

from collections.abc import Iterable, Sequence

from probation_commission.domain.deprivation import Index
from probation_commission.domain.places import Ward
from probation_commission.domain.words import plural

CENSUS = "Census 2021, an areal estimate (on average 6% off)"
_NOT_KNOWN = "How many residents there are is not known, so there is no rate."
_RATES = "so every rate is an estimate too"


def sources_of_residents(wards: Iterable[Ward]) -> tuple[str, ...]:
    """Where the residents of these wards are from, each source once; none for those that are not known."""
    known = (ward for ward in wards if ward.residents is not None)
    return tuple(dict.fromkeys(ward.residents_from or CENSUS for ward in known))


def estimate(sources: Sequence[str]) -> str:
    """The one sentence on residents, wherever rates stand: the source and date of what is used."""
    first, *others = dict.fromkeys(sources) or [""]
    if not first:
        return _NOT_KNOWN
    rest = "".join(f"; of others: {source}" for source in others)
    return f"Residents{' of some wards' if others else ''}: {first}{rest}, {_RATES}."


def residents_heading(wards: Iterable[Ward]) -> str:
    """What the column of residents is called: with its year where all are those that come with the app."""
    bundled = set(sources_of_residents(wards)) <= {CENSUS}
    return "Residents 2021 (estimate)" if bundled else "Residents (estimate)"


def deprivation_columns(wards: Sequence[Ward]) -> dict[str, list[float | str | None]]:
    """A column of a ward's deprivation, a row each; none where nothing was loaded of these wards.

    Scores for England; for Wales, which has ranks alone, the LSOAs in the most deprived tenth (decision 200).
    """
    if any(ward.deprivation and ward.deprivation.index is Index.ENGLISH for ward in wards):
        return {f"{Index.ENGLISH} score (estimate)": [_score(ward) for ward in wards]}
    if any(ward.deprivation for ward in wards):
        heading = f"LSOAs in the most deprived tenth of Wales, {Index.WELSH} (estimate)"
        return {heading: [_share(ward) for ward in wards]}
    return {}


def _score(ward: Ward) -> float | None:
    return ward.deprivation.score if ward.deprivation else None


def _share(ward: Ward) -> str | None:
    found = ward.deprivation
    return f"{found.most_deprived} of {found.lsoas}" if found else None


def deprivation_of(ward: Ward) -> str:
    """How deprived a ward is, in a sentence; empty where nothing was loaded of it."""
    found = ward.deprivation
    if found is None:
        return ""
    score = "" if found.score is None else f" score {found.score:g},"
    tenth = f"{found.most_deprived} of its {plural(found.lsoas, 'LSOA')} in the most deprived tenth"
    return f"{found.index}:{score} {tenth} of {found.index.country} (an estimate)."


def sources_of_deprivation(wards: Iterable[Ward]) -> str:
    """Where the deprivation of these wards is from, in a sentence; empty where nothing was loaded."""
    found = dict.fromkeys(
        f"{ward.deprivation.index.published_as}, {ward.deprivation.source}"
        for ward in wards
        if ward.deprivation
    )
    means = "an estimate, since each LSOA is counted whole in one ward"
    return f"Deprivation: {'; '.join(found)}; {means}." if found else ""
