"""Where a service is missing: what is to be had in each cell, what is known of need, what comes first."""

from probation_commission.analysis.gaps.at_places import NEAR, AtPlaces, at_places, of_service
from probation_commission.analysis.gaps.evidence import (
    AskedCount,
    CohortCount,
    CohortPart,
    Evidence,
    NeedShare,
    ServiceReferrals,
    ShownEvidence,
    UntoldSample,
    evidence,
    since,
)
from probation_commission.analysis.gaps.provision import GapArea, Offer, Provision, provisions
from probation_commission.analysis.gaps.ranking import NOTHING, RankedGap, ranked
from probation_commission.analysis.gaps.whom import ForWhom, for_whom

__all__ = [
    "NEAR",
    "NOTHING",
    "AskedCount",
    "AtPlaces",
    "CohortCount",
    "CohortPart",
    "Evidence",
    "ForWhom",
    "GapArea",
    "NeedShare",
    "Offer",
    "Provision",
    "RankedGap",
    "ServiceReferrals",
    "ShownEvidence",
    "UntoldSample",
    "at_places",
    "evidence",
    "for_whom",
    "of_service",
    "provisions",
    "ranked",
    "since",
]
