"""Hubs, offices and other places where people on probation are seen."""

from enum import StrEnum


class HubKind(StrEnum):
    """What a place is, in the words of its column; the sources' words for the real ones."""

    OFFICE = "probation office"
    COMMUNITY = "community hub"
    PROVIDER = "provider hub"
    NHS = "NHS"
    PARTNER = "partner premises"
    PROGRAMMES = "programme premises"
    CONFIDENTIAL = "confidential place"
    """Such as a women’s hub, a refuge or an approved premises: it never has a point, street or postcode."""
    ILLUSTRATIVE = "illustrative hub"
    """Invented, and gone with the illustrative data."""
