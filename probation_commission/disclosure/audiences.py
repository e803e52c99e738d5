"""The audiences: who is looking, and which of them counts are exact for."""

from enum import StrEnum

from probation_commission.domain.access import Permission, Person


class Audience(StrEnum):
    """Who is looking."""

    # From the one that is told most to the one that is told least; rules are stored under these words
    # (decision 73).
    RESTRICTED = "restricted"
    MEMBERS = "members"
    """Members of a partnership with an information-sharing agreement, while it lasts."""
    PARTNERSHIP = "partnership"
    PROVIDER = "provider"
    """A partner organisation: its own services as they are, of the rest less than the partnership."""
    PUBLIC = "public"

    @property
    def exact(self) -> bool:
        """Whether counts are shown as they are."""
        return self in {Audience.RESTRICTED, Audience.MEMBERS}

    @property
    def sees_iom(self) -> bool:
        """Whether anything of the IOM cohort is shown."""
        return self is not Audience.PROVIDER

    @property
    def who(self) -> str:
        """Who they are, in words."""
        return {
            Audience.RESTRICTED: "leads and admins",
            Audience.MEMBERS: "members under an information-sharing agreement",
            Audience.PARTNERSHIP: "viewers, panel members and the meeting",
            Audience.PROVIDER: "partner organisations",
            Audience.PUBLIC: "anybody",
        }[self]


def needed(audience: Audience, otherwise: Permission) -> Permission:
    """What it takes to be given a file of what this audience sees: of exact counts, more than their page."""
    return Permission.SEE_EXACT_COUNTS if audience.exact else otherwise


def audience(person: Person, *, as_partnership: bool = False) -> Audience:
    """Exact counts for those entitled to them, unless they ask to see what the partnership sees.

    What an agreement lifts is no audience of somebody's own: `disclosure.sight`.
    """
    # A partner may be another's competitor for the next contract (decision 139).
    if not person.may(Permission.SEE_EVERY_PROVIDER):
        return Audience.PROVIDER
    # Before exact counts: whoever asks for the partnership's view sees no more than it does (decision 23).
    if as_partnership:
        return Audience.PARTNERSHIP
    if person.may(Permission.SEE_EXACT_COUNTS):
        return Audience.RESTRICTED
    return Audience.PARTNERSHIP
