"""An agreement between organisations that are invented, so that what it lifts can be seen."""

from collections.abc import Iterable
from datetime import date

from probation_commission.domain.agreements import KINDS, AgreementTerms, for_a_year

PARTIES = ("Example Council", "Example Constabulary", "Example Health Board")


def agreement(parties: Iterable[int], areas: Iterable[str], since: date) -> AgreementTerms:
    """Its terms, for a year from that day on; `parties` by their numbers."""
    terms = AgreementTerms(
        "Example information-sharing agreement",
        tuple(KINDS),
        tuple(sorted(areas)),
        tuple(sorted(parties)),
        *(since,) * 3,
        signed_for_by="the invented directors of its parties",
    )
    return for_a_year(terms, since)
