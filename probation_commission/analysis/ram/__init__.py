"""What reports of "Refer and monitor an intervention" say of cohorts: who came how far, after how long."""

from probation_commission.analysis.ram.cohort import (
    LEVELS,
    ClockCounts,
    Share,
    clock,
    ended,
    funnel,
    reasons,
    referral_quality,
    too_young,
)
from probation_commission.analysis.ram.compared import (
    COMPARED,
    USUAL,
    WIDE,
    ComparedBy,
    Comparison,
    Contrast,
    compared,
    funnel_limits,
)
from probation_commission.analysis.ram.compared import FEWEST as LEAST_COMPARED
from probation_commission.analysis.ram.counts import RamCounts, counted
from probation_commission.analysis.ram.followed import followed
from probation_commission.analysis.ram.waits import AT_RISK, FEWEST, WEEK, Waits, waits

__all__ = [
    "AT_RISK",
    "COMPARED",
    "FEWEST",
    "LEAST_COMPARED",
    "LEVELS",
    "USUAL",
    "WEEK",
    "WIDE",
    "ClockCounts",
    "ComparedBy",
    "Comparison",
    "Contrast",
    "RamCounts",
    "Share",
    "Waits",
    "clock",
    "compared",
    "counted",
    "ended",
    "followed",
    "funnel",
    "funnel_limits",
    "reasons",
    "referral_quality",
    "too_young",
    "waits",
]
