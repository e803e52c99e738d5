"""Five services that nobody runs, so that no made-up figure stands on a real one; four made a promise."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from probation_commission.domain.outcomes import Promise, PromiseSubject
from probation_commission.domain.partnership import Examples

_SOURCE = "Illustrative: invented"
_STARTS, _ENDS = date(2025, 11, 1), date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class _Example:
    slug: str
    provider: str
    pathway: str
    for_whom: str
    expects_a_year: int


_EXAMPLES = (
    _Example("example-housing", "Example Housing", "Accommodation", "men", 480),
    _Example("example-recovery", "Example Recovery", "Dependency and Recovery", "men", 280),
    _Example("example-money-advice", "Example Money Advice", "Finance, Benefits and Debt", "men", 420),
    _Example("example-wellbeing", "Example Wellbeing", "Personal Wellbeing", "men", 360),
    _Example("example-women", "Example Women’s Service", "Women’s Specific", "women", 40),
)
"""In the order of the made-up returns; the last one is small, and shown to the partnership in bands."""

_PROMISED = {
    "example-recovery": ("achieves non-dependent or non-problematic substance misuse", 50.0, 65.0),
    "example-money-advice": ("accesses relevant benefit entitlement", 55.0, 60.0),
    "example-housing": ("helped to secure social, supported or private rented accommodation", 40.0, 75.0),
    "example-women": ("improves emotional wellbeing, resilience, coping or self-confidence", 40.0, 60.0),
}
"""Desired outcome, baseline and target, in percent of known outcomes."""


def services(examples: Examples) -> list[dict[str, Any]]:
    """The services as the directory keeps them, a row each."""
    of_all = {
        "funder": "Example Commissioner",
        "contract": "",
        "area": examples.services_area,
        "status": "live",
        "as_of": "2026",
        "note": "",
        "source": _SOURCE,
    }
    return [
        asdict(example) | of_all | {"name": f"{example.provider}, {examples.services_town}"}
        for example in _EXAMPLES
    ]


def promises() -> list[Promise]:
    """A promise each of those that have one, for the twelve illustrative months."""
    return [
        Promise(
            partner=example.provider,
            about=PromiseSubject.SERVICE,
            subject=example.slug,
            desired_outcome=outcome,
            indicator=f"of known outcomes: {outcome}",
            unit="percent",
            baseline=baseline,
            target=target,
            starts=_STARTS,
            ends=_ENDS,
            source="Illustrative: no contract says this",
            illustrative=True,
        )
        for example in _EXAMPLES
        if example.slug in _PROMISED
        for outcome, baseline, target in [_PROMISED[example.slug]]
    ]
