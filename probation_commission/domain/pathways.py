"""Service categories and their desired outcomes, in force since April 2025 (HMPPS, Refer and monitor)."""

PATHWAYS: dict[str, tuple[str, ...]] = {
    "Accommodation": (
        "progress towards obtaining accommodation",
        "prevented from losing accommodation",
        "helped to secure social, supported or private rented accommodation",
    ),
    "Education, Training and Employment": (
        "commences suitable ETE",
        "maintains suitable ETE",
        "increases employability",
    ),
    "Finance, Benefits and Debt": (
        "addresses debt and financial management",
        "develops skills to manage finances",
        "accesses relevant benefit entitlement",
    ),
    "Dependency and Recovery": (
        "achieves non-dependent or non-problematic substance misuse",
        "accesses appropriate support on release or in the community",
        "minimised risk of overdose following release",
    ),
    "Lifestyle and Associates": (
        "reduces engagement with pro-criminal or negative networks",
        "engages in pro-social community networks or activities",
    ),
    "Family and Significant Others": (
        "improves relationships",
        "engages with family services",
        "confident and responsible parenting",
        "able to respond to breakdown of relationships",
        "family supported to help compliance",
    ),
    "Emotional Wellbeing": (
        "improves emotional wellbeing, resilience, coping or self-confidence",
        "supported to engage with services that improve physical or mental wellbeing",
    ),
    "Social Inclusion": ("successful transition from custody to the community",),
}

NEURODIVERSITY = "Neurodiversity"
"""No category of its own in the national list; the partnership asks about it (source 000)."""
GAP_PATHWAYS = (*PATHWAYS, NEURODIVERSITY)
"""What a service can be missing for, in the order in which it stands on a screen."""
_PERSONAL_WELLBEING = (
    "Lifestyle and Associates",
    "Family and Significant Others",
    "Emotional Wellbeing",
    "Social Inclusion",
)


def pathways_of(bought_as: str) -> tuple[str, ...]:
    """The pathways that a service bought under that category has: several under two, else itself.

    HMPPS: Personal Wellbeing is four of them, Women's Specific is all eight. Whatever is none of
    `GAP_PATHWAYS` has none.
    """
    if bought_as == "Personal Wellbeing":
        return _PERSONAL_WELLBEING
    if bought_as == "Women’s Specific":
        return tuple(PATHWAYS)
    return (bought_as,) if bought_as in GAP_PATHWAYS else ()
