"""Eight services that nobody runs, so that no made-up figure stands on a real one; five made a promise."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from probation_commission.domain.outcomes import Promise, PromiseSubject
from probation_commission.domain.partnership import Examples

REPORTED = "example-wellbeing"
"""The service of which there are performance reports of RaM too."""
_SOURCE = "Illustrative: invented"
_STARTS, _ENDS = date(2025, 11, 1), date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class _Example:
    slug: str
    provider: str
    pathway: str
    for_whom: str
    expects_a_year: int
    note: str = ""


_EXAMPLES = (
    _Example(
        "example-housing",
        "Example Housing",
        "Accommodation",
        "men",
        600,
        "The Example North Office was briefed on 1 May 2026 on who is eligible: fewer of those that it "
        "refers have been ineligible since.",
    ),
    _Example("example-recovery", "Example Recovery", "Dependency and Recovery", "men", 310),
    _Example("example-money-advice", "Example Money Advice", "Finance, Benefits and Debt", "men", 450),
    _Example(
        "example-wellbeing",
        "Example Wellbeing",
        "Personal Wellbeing",
        "men",
        370,
        "Two of five caseworkers left on 2 March 2026 and were replaced by 29 June: fewer started in these "
        "months, the others waited, and from July on more started than were received.",
    ),
    _Example("example-women", "Example Women’s Service", "Women’s Specific", "women", 190),
    _Example("example-mentoring", "Example Mentoring", "Lifestyle and Associates", "IOM nominals", 40),
)
"""In the order of the made-up returns; the last one is small, and shown to the partnership in bands."""


@dataclass(frozen=True, slots=True)
class _Promised:
    """A desired outcome with its baseline and target, in percent of known outcomes."""

    outcome: str
    baseline: float
    target: float


_PROMISED: Mapping[str, _Promised] = {
    "example-housing": _Promised(
        "helped to secure social, supported or private rented accommodation", 32.0, 50.0
    ),
    "example-recovery": _Promised("achieves non-dependent or non-problematic substance misuse", 23.0, 28.0),
    "example-money-advice": _Promised("accesses relevant benefit entitlement", 48.0, 55.0),
    "example-wellbeing": _Promised(
        "improves emotional wellbeing, resilience, coping or self-confidence", 50.0, 58.0
    ),
    "example-women": _Promised(
        "improves emotional wellbeing, resilience, coping or self-confidence", 54.0, 60.0
    ),
}


_TO_COME = (
    _Example("example-navigators", "Example Navigators", "Social Inclusion", "men and women", 120, ""),
    _Example(
        "example-money-next", "Example Debt Help", "Finance, Benefits and Debt", "men and women", 480, ""
    ),
)
"""Those that are on their way, and so return nothing yet."""


def services(examples: Examples) -> list[dict[str, Any]]:
    """The services that return, as the directory keeps them, a row each."""
    return _rows(_EXAMPLES, examples, 1)


def services_to_come(examples: Examples) -> list[dict[str, Any]]:
    """The services on their way, rows as `services` has them."""
    return _rows(_TO_COME, examples, len(_EXAMPLES) + 1)


def _rows(those: Sequence[_Example], examples: Examples, first: int) -> list[dict[str, Any]]:
    of_all = {
        "funder": "Example Commissioner",
        "area": examples.services_area,
        "status": "live",
        "as_of": "2026",
        "source": _SOURCE,
    }
    return [
        asdict(example)
        | of_all
        | {
            "name": f"{example.provider}, {examples.services_town}",
            "contract": f"Example contract {number}",
        }
        for number, example in enumerate(those, first)
    ]


def promises() -> list[Promise]:
    """A promise each of those that have one, for the twelve illustrative months."""
    return [
        Promise(
            partner=example.provider,
            about=PromiseSubject.SERVICE,
            subject=example.slug,
            desired_outcome=promised.outcome,
            indicator=f"of known outcomes: {promised.outcome}",
            unit="percent",
            baseline=promised.baseline,
            target=promised.target,
            starts=_STARTS,
            ends=_ENDS,
            source="Illustrative: no contract says this",
            illustrative=True,
        )
        for example in _EXAMPLES
        if (promised := _PROMISED.get(example.slug))
    ]
