"""The probation regions of England and Wales, from the bundled facts."""

from functools import cache

from probation_commission.domain.areas import Area, AreaKind
from probation_commission.domain.regions import ProbationRegion
from probation_commission.geography import england_wales


@cache
def probation_regions() -> dict[str, ProbationRegion]:
    """Every probation region by its letter."""
    regions = (_region(area) for area in england_wales.of_kind(AreaKind.REGION))
    return {region.code: region for region in sorted(regions, key=lambda region: region.code)}


@cache
def _by_authority() -> dict[str, ProbationRegion]:
    return {
        authority.code: region for region in probation_regions().values() for authority in region.authorities
    }


def region_of(area_code: str) -> ProbationRegion | None:
    """The probation region that an authority lies in."""
    return _by_authority().get(area_code)


def _region(area: Area) -> ProbationRegion:
    codes = {part.code for part in area.parts}
    own = [authority for code, authority in england_wales.authorities().items() if code in codes]
    return ProbationRegion(
        area.code.removeprefix(england_wales.REGION),
        area.name,
        tuple(sorted(own, key=lambda authority: authority.name)),
        # No unit lies in two regions.
        tuple(
            unit
            for unit in england_wales.of_kind(AreaKind.PDU)
            if codes.issuperset(part.code for part in unit.parts)
        ),
    )
