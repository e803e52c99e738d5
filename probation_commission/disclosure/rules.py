"""The rule of each audience: the widths of its fixed bands, in force from a month (decision 73)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands

# One fixed rule for every month, whatever is in it (decision 64).
FROM, TENS = 10, 10
"""Totals of an area are counts from ten on; by RAG no band is narrower than ten."""
# Each a multiple of those before it, so that the public's bands are whole bands of the partnership's and
# never cut them elsewhere (decision 73).
WIDTHS = {Audience.PARTNERSHIP: (5, 10, 20), Audience.PUBLIC: (10, 20)}
"""The widths that can be chosen, the usual one first."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The bands of an audience for months from `from_month` on (None: all months)."""

    audience: Audience
    width: int
    from_month: date | None = None

    @property
    def counts(self) -> Bands:
        """The bands of every count below an area."""
        return Bands(self.width)

    @property
    def by_rag(self) -> Bands:
        """The bands of every count of one RAG or category."""
        return Bands(max(self.width, TENS))

    @property
    def words(self) -> str:
        """The rule as people read it, beside the name of the audience."""
        low, high = self.counts.first
        if self.audience.exact:
            return "exact counts"
        if self.audience is Audience.PROVIDER:
            return (
                f"their own services as they are, others by quarter in bands from {low}–{high}, no IOM figure"
            )
        if self.audience is Audience.PUBLIC:
            return f"places in bands from {low}–{high}; totals rounded to 5, none under {FROM}"
        return f"places in fixed bands from {low}–{high}, totals from {FROM} as counts"


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule there was: the one of a month is the last that is in force by then."""

    rules: tuple[Rule, ...] = ()

    def of(self, audience: Audience, month: date) -> Rule:
        """The rule of an audience for a month."""
        # A provider's bands are the partnership's, or the two together would cut them (decision 139).
        if audience is Audience.PROVIDER:
            return replace(self.of(Audience.PARTNERSHIP, month), audience=audience)
        rules = [
            rule
            for rule in self.rules
            if rule.audience is audience and (rule.from_month is None or rule.from_month <= month)
        ]
        # `max` takes the first of equals, and the store gives the latest rule first: of two for one month the
        # one that was set last holds.
        usual = Rule(audience, WIDTHS.get(audience, (1,))[0])
        return max(rules, key=lambda rule: rule.from_month or date.min, default=usual)

    def sentence(self, audience: Audience) -> str:
        """`partnership, everyone who is signed in: places in fixed bands from 0–4, …`."""
        return f"{audience}, {audience.who}: {self.of(audience, date.max).words}"


def rules_of(rows: Iterable[tuple[str, date | None, int]]) -> Rules:
    """The rules of what the store holds: audience, from_month and width."""
    return Rules(tuple(Rule(Audience(name), width, from_month) for name, from_month, width in rows))
