"""Made-up promises for three live services; what came is worked out from the made-up referrals."""

from datetime import date

from probation_commission.domain.outcomes import About, Promise

_SOURCE = "Illustrative: no contract says this"
_STARTS, _ENDS = date(2025, 11, 1), date(2026, 10, 31)

_PROMISED = (
    (
        "Ingeus with Humankind",
        "dependency-recovery-durham",
        "achieves non-dependent or non-problematic substance misuse",
        50.0,
        65.0,
    ),
    (
        "St Giles Wise Group",
        "finance-benefit-debt-ne",
        "accesses relevant benefit entitlement",
        55.0,
        60.0,
    ),
    (
        "Thirteen (with Wise Group)",
        "accommodation-ne",
        "helped to secure social, supported or private rented accommodation",
        40.0,
        75.0,
    ),
)


def promises() -> list[Promise]:
    """One promise a partner, for the twelve illustrative months."""
    return [
        Promise(
            partner=partner,
            about=About.SERVICE,
            subject=service,
            desired_outcome=outcome,
            indicator=f"of known outcomes: {outcome}",
            unit="percent",
            baseline=baseline,
            target=target,
            starts=_STARTS,
            ends=_ENDS,
            source=_SOURCE,
            illustrative=True,
        )
        for partner, service, outcome, baseline, target in _PROMISED
    ]
