"""Where the illustrative data is, for whatever partnership runs: what its table gives, the rest by rule.

The rules look at wards alone, so that the same wards give the same data every time (decision 194).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from probation_commission.domain.partnership import ExampleHub, IdeaPlaces, Partnership
from probation_commission.domain.places import PlaceKind
from probation_commission.geography import england_wales, outlines
from probation_commission.geography.gazetteer import gazetteer, ward_facts
from probation_commission.geography.partnership import partnership
from probation_commission.samples.iom import MONTHS
from probation_commission.samples.wards import RESIDENTS, cohort_size, weights

WITH_WARDS = 4
"""So many of its areas, from the first, return by ward; a region's others count the whole area alone."""
SPRING_WARDS = 3
NEXT_DOOR = (2, 1)
"""How many live in the likeliest wards of a neighbouring area."""
_IN_FORCE = date.fromisoformat(f"{MONTHS[-1]}-01")


def here() -> Partnership:
    """The partnership that runs here, with all that the illustrative data says of its places."""
    return illustrated(partnership(), ward_facts())


def illustrated(here: Partnership, wards: pd.DataFrame) -> Partnership:
    """The partnership with every field of its examples filled; what its table gives stays as it is.

    `wards` has the wards in force, as `ward_facts` gives them.
    """
    given, drawn = here.examples, _Drawn(here, wards)
    hubs = given.hubs or drawn.hubs()
    return replace(
        here,
        examples=replace(
            given,
            cohorts=given.cohorts or drawn.cohorts(),
            # Whoever says how large the cohorts are has also said which are by ward.
            whole_alone=given.whole_alone if given.cohorts else drawn.whole_alone(),
            outside=given.outside or drawn.outside(),
            spring_wards=given.spring_wards or drawn.spring,
            broken_down=given.broken_down or here.home[0],
            given_as_fewer=given.given_as_fewer or here.home[:2][-1],
            services_area=given.services_area or (here.wholes[0].name if here.wholes else drawn.first_name),
            services_town=given.services_town or drawn.first_name,
            fund_area=given.fund_area or here.home[0],
            fund_for_whom=given.fund_for_whom
            or f"direct benefit for people on probation in {drawn.first_name}",
            clinic_town=given.clinic_town or drawn.name_of(hubs[:2][-1].ward_code if hubs else ""),
            ideas={**drawn.ideas(hubs), **given.ideas},
            hubs=hubs,
        ),
    )


@dataclass(frozen=True)
class _Drawn:
    """What follows from the wards of a partnership; its first area has hubs, ideas and the spring."""

    here: Partnership
    wards: pd.DataFrame

    def _of(self, code: str) -> pd.DataFrame:
        """The wards of an area, those where most nominals are made up to live first."""
        own = self.wards[self.wards.lad_code == code]
        order = weights(own).sort_values(ascending=False, kind="stable").index
        return own.loc[order]

    @property
    def first_name(self) -> str:
        area = gazetteer().authority(self.here.home[0])
        return area.name if area else self.here.name

    def name_of(self, ward_code: str) -> str:
        """The ward's name; the first area's where the ward is not known."""
        names = dict(zip(self.wards.ward_code, self.wards.ward_name, strict=True))
        return str(names.get(ward_code, self.first_name))

    @cached_property
    def spring(self) -> tuple[str, ...]:
        """The likeliest ward of the first area and those around it; without outlines the next likeliest."""
        likeliest = list(self._of(self.here.home[0]).ward_code)
        around = _around(self.here.home[0], likeliest[0]) if likeliest else []
        return tuple([*around, *(code for code in likeliest if code not in around)][:SPRING_WARDS])

    def cohorts(self) -> dict[str, int]:
        return {code: cohort_size(self._measured(code)) for code in self.here.home}

    def _measured(self, code: str) -> pd.DataFrame:
        """The wards of an area whose residents are known: where today's are newer, those of before."""
        own = self.wards[self.wards.lad_code == code]
        if own[RESIDENTS].notna().any():
            return own
        measures = england_wales.ward_measures()
        return measures[
            measures.ward_code.isin(ward.code for ward in england_wales.wards_by_authority()[code])
        ]

    def whole_alone(self) -> tuple[str, ...]:
        """Those after the first few, and those whose wards nobody knows."""
        unknown = set(self.here.home) - set(self.wards.lad_code)
        return tuple(code for at, code in enumerate(self.here.home) if at >= WITH_WARDS or code in unknown)

    def outside(self) -> dict[str, dict[str, int]]:
        by_ward = [code for code in self.here.home if code not in self.whole_alone()]
        return {code: self._next_door(code, by_ward) for code in by_ward}

    def _next_door(self, code: str, home: Sequence[str]) -> dict[str, int]:
        """Of a neighbour at home, the likeliest wards whose name is no other ward's nearby."""
        area = gazetteer().authority(code)
        around = england_wales.neighbours().get(code, frozenset())
        # In the order of home, from the area itself on. Where no neighbour is at home, the next one will do.
        following = [*home[home.index(code) + 1 :], *home[: home.index(code)]]
        next_door = [other for other in following if other in around] or following
        if area is None or not next_door:
            return {}
        names = [
            name
            for name in self._of(next_door[0]).ward_name
            if gazetteer().resolve(name, area, _IN_FORCE).kind is PlaceKind.ELSEWHERE
        ]
        return dict(zip(names, NEXT_DOOR, strict=False))

    def hubs(self) -> tuple[ExampleHub, ...]:
        """One where red goes up in spring, the others in the likeliest wards elsewhere."""
        first = self.here.home[0]
        elsewhere = [code for code in self._of(first).ward_code if code not in self.spring]
        return tuple(
            ExampleHub(f"example-hub-{letter.lower()}", f"Example Hub {letter}", ward, first)
            for letter, ward in zip("ABCDEF", [*self.spring[:1], *elsewhere[:5]], strict=False)
        )

    def ideas(self, hubs: Sequence[ExampleHub]) -> Mapping[str, IdeaPlaces]:
        """Where each made-up idea would happen: in likely wards, at a hub, or where red went up."""
        likely = [code for code in self._of(self.here.home[0]).ward_code if code not in self.spring]
        slugs = [hub.slug for hub in hubs]
        return {
            "woodwork": IdeaPlaces(tuple(likely[1:3])),
            "running_club": IdeaPlaces(tuple(likely[3:4])),
            "bikes": IdeaPlaces((*self.spring[:2], *likely[:1])),
            "evenings": IdeaPlaces(self.spring),
            "breakfast": IdeaPlaces(hub=slugs[0] if slugs else ""),
            "benefits": IdeaPlaces(hub=slugs[:2][-1] if slugs else ""),
        }


def _around(area_code: str, ward_code: str) -> list[str]:
    """The wards of an area by how near their middles are to a ward's, itself first; none without outlines."""
    area = gazetteer().authority(area_code)
    ward_set = gazetteer().ward_set(area, _IN_FORCE) if area else None
    # The bundled ones: official outlines that somebody loads must not move what is made up.
    outline_set = outlines.read_index(outlines.BUNDLED).get(ward_set.key) if ward_set else None
    if outline_set is None:
        return []
    middles = outlines.polygons(outline_set).to_crs("EPSG:27700").centroid
    return list(middles.distance(middles[ward_code]).sort_values(kind="stable").index)
