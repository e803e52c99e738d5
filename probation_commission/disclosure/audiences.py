"""Who is looking, and the rule by which counts are shown to them."""

from dataclasses import dataclass, field
from enum import StrEnum

from probation_commission.domain.access import Permission, Person


class Audience(StrEnum):
    """Who is looking."""

    RESTRICTED = "restricted"
    PARTNERSHIP = "partnership"
    PUBLIC = "public"


class Method(StrEnum):
    """How small counts are kept from an audience."""

    EXACT = "exact"
    SUPPRESSION = "suppression"
    BANDS = "bands"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Rule:
    """A method; counts of at least 1 and under `threshold` are small; `base` is what rounding rounds to."""

    method: Method
    threshold: int = 1
    base: int = 5

    @property
    def words(self) -> str:
        """The rule as people read it, beside the name of the audience."""
        return {
            Method.EXACT: "exact counts",
            Method.SUPPRESSION: (
                f"counts under {self.threshold} and what would give them away are not shown, or only as bands"
            ),
            Method.BANDS: f"places in bands; totals under {self.threshold} are not shown",
            Method.ROUNDING: (
                f"counts under {self.threshold} are not told apart, all others are rounded to {self.base}"
            ),
        }[self.method]


EXACT = Rule(Method.EXACT)
_WHO = {
    Audience.RESTRICTED: "leads and admins",
    Audience.PARTNERSHIP: "everyone who is signed in",
    Audience.PUBLIC: "anybody",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule of each audience. Restricted is always exact: nothing can be set for it."""

    partnership: Rule = field(default=Rule(Method.SUPPRESSION, threshold=5))
    public: Rule = field(default=Rule(Method.ROUNDING, threshold=10))

    def of(self, audience: Audience) -> Rule:
        """The rule of an audience."""
        found = {Audience.PARTNERSHIP: self.partnership, Audience.PUBLIC: self.public}
        return found.get(audience, EXACT)

    def said(self, audience: Audience) -> str:
        """`partnership, everyone who is signed in: counts under 5, and …, are not shown`."""
        return f"{audience}, {_WHO[audience]}: {self.of(audience).words}"


def audience(person: Person, *, as_partnership: bool = False) -> Audience:
    """Exact counts for those entitled to them, unless they ask to see what the partnership sees."""
    exact = person.may(Permission.SEE_EXACT_COUNTS) and not as_partnership
    return Audience.RESTRICTED if exact else Audience.PARTNERSHIP
