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
