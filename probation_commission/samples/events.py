"""What happened to the services that nobody runs: the gap, the briefing and the campaign of their story."""

from datetime import date

from probation_commission.domain.events import Event, EventKind, EventMeasure


def events() -> list[Event]:
    """The events, as a lead would have written them."""
    return [
        Event(
            date(2026, 3, 2),
            EventKind.STAFFING_GAP,
            "two of five caseworkers left, replaced by 29 June",
            service="example-wellbeing",
            until=date(2026, 6, 29),
        ),
        Event(
            date(2026, 5, 1),
            EventKind.BRIEFING,
            "who can be referred, at the office of most ineligible referrals",
            service="example-housing",
        ),
        Event(
            date(2026, 1, 12),
            EventKind.CAMPAIGN,
            "debt advice in January, to all practitioners",
            service="example-money-advice",
            until=date(2026, 1, 30),
            measure=EventMeasure.RECEIVED,
        ),
    ]
