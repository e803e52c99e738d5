"""Information-sharing agreements, under which members of the parties are shown counts (decision 213)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from probation_commission.domain.returns import Kind

LONGEST_NAME, LONGEST_SIGNED = 120, 200
KINDS = {Kind.IOM: "the IOM cohort", Kind.SERVICE: "referrals to services"}
"""The kinds of figure that an agreement can name, in words. What compares boroughs is others' as well."""


class AgreementStanding(StrEnum):
    """How an agreement stands on a day."""

    IN_FORCE = "in force"
    BEGINS = "not begun"
    OVER = "has run out"
    ENDED = "ended"
    OFF = "switched off"


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """What is agreed, as it is written down: of what, between whom, and for how long."""

    name: str
    kinds: tuple[Kind, ...]
    areas: tuple[str, ...]
    """The codes of authorities."""
    parties: tuple[int, ...]
    """The numbers of organisations."""
    since: date
    until: date
    """The last day on which it lifts anything."""
    review_on: date
    signed_for_by: str
    """The posts that signed it, never a person."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as it is kept."""

    id: int
    terms: AgreementTerms
    illustrative: bool = False
    switched_on: bool = True
    ended_at: datetime | None = None

    def standing(self, on: date) -> AgreementStanding:
        """How it stands on a day."""
        if self.ended_at:
            return AgreementStanding.ENDED
        if not self.switched_on:
            return AgreementStanding.OFF
        if on < self.terms.since:
            return AgreementStanding.BEGINS
        return AgreementStanding.OVER if on > self.terms.until else AgreementStanding.IN_FORCE

    def in_force(self, on: date) -> bool:
        """Whether it lifts anything on that day."""
        return self.standing(on) is AgreementStanding.IN_FORCE

    def lifts(self, kind: Kind, areas: Collection[str], *, illustrative: bool) -> bool:
        """Whether it names the figures of a return about all of these authorities.

        One between invented organisations lifts nothing of a real return.
        """
        named = kind in self.terms.kinds and set(areas) <= set(self.terms.areas)
        return named and (illustrative or not self.illustrative)


def for_a_year(terms: AgreementTerms, since: date) -> AgreementTerms:
    """The same terms from that day on, for a year, to be reviewed half-way."""
    return replace(
        terms, since=since, review_on=since + timedelta(days=182), until=since + timedelta(days=364)
    )
