"""Where a service stands, or is in an area, in the words of the field."""

from enum import StrEnum


class Status(StrEnum):
    """Where a service stands, in the words of its column."""

    PROCURE = "to be procured"
    MARKET = "market event"
    COMPETITION = "competition"
    MOBILISING = "mobilising"
    ROLLING_OUT = "rolling out"
    """It has gone live in some of the places that it is for, and not yet in others."""
    DELAYED = "delayed"
    """The day on which it was to go live is past, and it has not gone live."""
    LIVE = "live"
    CLOSED = "closed to referrals"
    ENDED = "ended"
    NOT_CONFIRMED = "not confirmed"
    """No date is known, and no source says anything current."""


IN_ORDER = (
    Status.PROCURE,
    Status.MARKET,
    Status.COMPETITION,
    Status.MOBILISING,
    Status.DELAYED,
    Status.ROLLING_OUT,
    Status.LIVE,
    Status.CLOSED,
    Status.ENDED,
)
"""Those that are worked out from dates: on a later day one is the same, or stands later here."""


class Covered(StrEnum):
    """How far a service is in an area."""

    LIVE = "live"
    DUE = "due by then"
    """Of a day that is ahead: it is planned to be live by then, and nobody knows whether it will be."""
    PLANNED = "planned"
    DELAYED = "delayed"
    CLOSED = "closed to referrals"
    """Those who are in it are still served, and nobody new is."""
    ENDED = "ended"
    NOT_CONFIRMED = "not confirmed"
