"""Which gap comes first: one fixed rule, of nothing but what somebody is shown (decisions 277, 285)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from probation_commission.analysis.gaps.evidence import Evidence
from probation_commission.analysis.gaps.provision import Provision
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.pathways import GAP_PATHWAYS

NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class RankedGap:
    """A pathway and an area in which something is missing, with what is known of need."""

    provisions: tuple[Provision, ...]
    """Of every group that is looked at, also those that have a service."""
    evidence: Evidence
    by_made_up: bool = False
    """Whether the order is that of made-up evidence, since nothing real ranks."""

    @property
    def gaps(self) -> tuple[Provision, ...]:
        """Those of the groups that lack one."""
        return tuple(one for one in self.provisions if one.verdict.is_gap)

    @property
    def worst(self) -> Provision:
        """The one of them that has least."""
        return max(self.gaps, key=lambda one: one.verdict.rank)

    @property
    def cell(self) -> GapCell:
        """That of the worst."""
        return self.worst.cell

    @property
    def verdict(self) -> GapVerdict:
        """That of the worst."""
        return self.worst.verdict

    @property
    def ranks(self) -> bool:
        """Whether evidence gave its place."""
        return self.evidence.ranks(made_up=self.by_made_up)


def ranked(
    found: Mapping[GapCell, Provision], known: Mapping[GapCell, Evidence], areas: Sequence[str]
) -> list[RankedGap]:
    """The gaps among these cells, a pathway and area each, what to commission first at the top.

    First those with evidence of the last 24 months: by how many asked and got none, then by the share with
    the need, then the worse verdict; then those without, the worse verdict first. What is alike stands in the
    order of the pathways, then of the `areas` (codes). By what is real; where nothing real ranks, by what is
    made up.
    """
    order = {code: number for number, code in enumerate(areas)}
    groups = list(GapGroup)
    together: dict[tuple[str, str], list[Provision]] = {}
    for cell, one in sorted(found.items(), key=lambda item: groups.index(item[0].group)):
        together.setdefault((cell.pathway, cell.area_code), []).append(one)
    those = [_gap(each, known) for each in together.values() if any(one.verdict.is_gap for one in each)]
    by_made_up = not any(gap.evidence.ranks() for gap in those) and any(
        gap.evidence.ranks(made_up=True) for gap in those
    )

    def place(gap: RankedGap) -> tuple[object, ...]:
        told = gap.evidence
        return (
            not gap.ranks,
            -told.fewest(made_up=by_made_up),
            -told.smallest(made_up=by_made_up),
            -gap.verdict.rank,
            GAP_PATHWAYS.index(gap.cell.pathway),
            order[gap.cell.area_code],
        )

    return sorted((RankedGap(gap.provisions, gap.evidence, by_made_up) for gap in those), key=place)


def _gap(provisions: Sequence[Provision], known: Mapping[GapCell, Evidence]) -> RankedGap:
    """The groups of a pathway and area with the evidence of those that lack something.

    Who asked is of all groups. Where samples are of one group each, that of the group with most need counts.
    """
    of_gaps = [known.get(one.cell, NOTHING) for one in provisions if one.verdict.is_gap]
    most = max(of_gaps, key=lambda one: (one.smallest(), one.smallest(made_up=True)))
    return RankedGap(tuple(provisions), most)
