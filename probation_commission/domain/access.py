"""Who may do what: one table, read by the menu, by every page's guard and by every action."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from probation_commission.domain.links import LinkOpening, OpenedLink, Purpose


class Role(StrEnum):
    """What a signed-in person is here."""

    ADMIN = "admin"
    LEAD = "lead"
    PANEL = "panel"
    PARTNER = "partner"
    VIEWER = "viewer"
    APPLICANT = "applicant"
    """Of an organisation that asks for money and is no part of the partnership (decision 139)."""

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.ADMIN: "admin",
    Role.LEAD: "lead",
    Role.PANEL: "panel member",
    Role.PARTNER: "partner",
    Role.VIEWER: "viewer",
    Role.APPLICANT: "applicant",
}
"""The code of a role is stored, its words are not (decision 84)."""


class Permission(StrEnum):
    """Something a person can be allowed; the value completes the sentence "you may not …"."""

    SEE_PICTURE = "see the overview, hubs and services"
    SEE_IOM = "see IOM figures"
    SEE_EXACT_COUNTS = "see exact counts of nominals"
    SEE_UNDER_AGREEMENT = "see exact counts under an agreement"
    SEE_EVERY_PROVIDER = "see what every provider’s services count"
    LOAD_RETURNS = "load returns"
    MANAGE_LOCALITIES = "group wards into localities"
    EDIT_DIRECTORY = "change hubs and services"
    MANAGE_AREAS = "say which areas are covered"
    MANAGE_OUTLINES = "change ward outlines"
    MANAGE_SAMPLE = "load or remove illustrative data"
    MANAGE_PEOPLE = "say who has access"
    MANAGE_ORGANISATIONS = "say what is known of organisations"
    SEE_OUTBOX = "see the mail that goes out"
    SEND_LINKS = "send links to organisations"
    SEE_REFERRALS = "see what became of referrals"
    SEE_OUTCOMES = "see outcomes"
    SEE_MEETING = "open the meeting view"
    SEND_IDEAS = "send in ideas"
    SEE_IDEAS = "see everybody's ideas"
    ASSESS_IDEAS = "assess ideas"
    DECIDE_IDEAS = "decide on ideas"
    KEY_IDEAS = "key in an idea for whom it came from"
    MANAGE_FUNDS = "say what is known of funds"
    KEEP_LEDGER = "write in the books of a fund"
    KEY_RESULTS = "key in results"
    KEY_RETURNS = "key in a month of a service"
    LOG_UNMET = "count unmet demand"
    SEE_ACTIONS = "see actions"
    CHANGE_ACTIONS = "write notes and actions of gaps"
    CONFIRM_ENTRY = "say whether your own entry in the directory is right"
    CORRECT_RESULTS = "correct results that partners keyed in"
    EXPLAIN = "see which sums of a return hold and explain those that do not"
    DELETE_KEPT_FILES = "delete kept files"
    SET_RULES = "set what may be shown to whom"
    ASK_OPERATORS = "ask operators whether their entry is right"
    ENFORCE_RETENTION = "let go of what has been kept long enough"
    SEE_AGREEMENTS = "see agreements, and switch an illustrative one"
    MANAGE_AGREEMENTS = "say what was agreed"


_PARTNER = frozenset({Permission.SEE_PICTURE, Permission.SEE_REFERRALS, Permission.SEE_OUTCOMES})
_PARTNERSHIP = _PARTNER | {
    Permission.SEE_IOM,
    Permission.SEE_EVERY_PROVIDER,
    Permission.SEE_MEETING,
    Permission.SEE_ACTIONS,
    # Where their organisation is a party of one that is in force (decision 213).
    Permission.SEE_UNDER_AGREEMENT,
}
_OWN = frozenset({Permission.SEND_IDEAS, Permission.KEY_RESULTS, Permission.CONFIRM_ENTRY})
"""What is done for one's own organisation; the ideas of others are not shown."""
_ADMIN = frozenset(Permission)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: _ADMIN,
    # An admin alone says who has access and which areas are covered (decision 185), deletes a kept file
    # (decision 62), sets rules (decision 73), takes the illustrative data out (decision 101), lets go of
    # what has been kept long enough (decision 220) and says what was agreed (decision 213).
    Role.LEAD: _ADMIN
    - {
        Permission.MANAGE_PEOPLE,
        Permission.MANAGE_AREAS,
        Permission.DELETE_KEPT_FILES,
        Permission.SET_RULES,
        Permission.ASK_OPERATORS,
        Permission.ENFORCE_RETENTION,
        Permission.MANAGE_AGREEMENTS,
        Permission.MANAGE_SAMPLE,
    },
    Role.PANEL: _PARTNERSHIP | {Permission.SEE_IDEAS, Permission.ASSESS_IDEAS},
    # No ward of the cohort, and so no meeting, whose screens have them (decision 139).
    # Of its own services; whoever applies for money has none (decision 252).
    Role.PARTNER: _PARTNER | _OWN | {Permission.KEY_RETURNS, Permission.LOG_UNMET},
    Role.VIEWER: _PARTNERSHIP,
    Role.APPLICANT: _OWN,
}

LINK_GRANTS: dict[Purpose, frozenset[Permission]] = {
    Purpose.IDEAS: frozenset({Permission.SEND_IDEAS}),
    Purpose.RESULTS: frozenset({Permission.KEY_RESULTS}),
    Purpose.ENTRY: frozenset({Permission.CONFIRM_ENTRY}),
}
"""What is left of an applicant's grants to whoever comes by a link of that purpose (decision 207)."""

OF_NOBODY = (
    "Nobody has said which organisation you belong to, so you decide nothing of what others sent in. "
    "An admin says so on the page People."
)
WITH_ORGANISATION = frozenset(Role) - {Role.ADMIN}
"""The roles that nobody is given without saying whom they belong to (decision 150)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows somebody may be given: the first argument of every query on what belongs to somebody."""

    organisations: frozenset[int] | None = frozenset()
    """Whose own they may be given, drafts too; None: everybody's. Empty where they are of none."""
    key: str = ""
    """What is of no organisation is theirs by this, as `Person.key` has it."""
    grants: frozenset[Permission] = frozenset()
    """With the permission to see what all have shared, they are given that of everybody, but no draft."""
    areas: frozenset[str] = frozenset()
    """The codes of the authorities of which they change something; empty: of all (decision 218)."""

    @classmethod
    def everything(cls) -> "Scope":
        """The scope of what works on nobody's behalf: the net of disclosure, examples, a start, a merge."""
        return cls(organisations=None, grants=frozenset(Permission))

    @classmethod
    def of_all_who(cls, may: Permission) -> "Scope":
        """What everybody with this permission is given, and nobody's own; what is kept for many."""
        return cls(grants=frozenset({may}))

    def shared(self, may: Permission) -> "Scope":
        """That of all with the permission for whoever has it, else their own."""
        return Scope.of_all_who(may) if may in self.grants else self

    def owns(self, owner: str, organisation_id: int | None) -> bool:
        """Whether something is theirs: their organisation's; what they wrote where either is of none.

        Whoever is of another organisation by now takes nothing along (decision 206).
        """
        if self.organisations is None:
            return True
        if organisation_id is None or not self.organisations:
            return self.key == owner
        return organisation_id in self.organisations

    def covers(self, codes: Iterable[str]) -> bool:
        """Whether they change something of an area that lies in all of these authorities."""
        return not self.areas or self.areas.issuperset(codes)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who uses the app: a name for the audit trail, and a role."""

    name: str
    # The store's at this rerun: one that was taken away ends at once (decision 24).
    role: Role
    email: str = ""
    """The address they signed in with; empty where nobody signs in."""
    signed_in_at: datetime | None = None
    """When their sign-in provider said who they are; None where nobody signs in."""
    organisation: str = ""
    """Whom they belong to, as their account has it; empty where nobody said."""
    organisation_id: int | None = None
    """The same organisation as the store knows it: what is its own goes by this."""
    areas: frozenset[str] = frozenset()
    """The codes of the authorities that their account is limited to as a lead; empty: all (decision 218)."""
    session_no: int | None = None
    """The number that their account had when they signed in; None where nobody signs in."""
    link: OpenedLink | None = None
    """By which link they came; None for whoever signs in, and where nobody does."""

    @property
    def link_id(self) -> int | None:
        """The number of the link by which they came."""
        return self.link.id if self.link else None

    @property
    def purpose(self) -> Purpose | None:
        """What they came for, by link: they may do nothing else."""
        return self.link.purpose if self.link else None

    @property
    def key(self) -> str:
        """What their ideas and results are known to be theirs by."""
        # Nobody signs in in local mode and on the command line: there a name is who somebody is
        # (decision 82).
        return self.email or self.name

    @property
    def looks_as(self) -> tuple[Role, int | None]:
        """What decides which figures they are shown: their role, and whose figures are their own."""
        return self.role, self.organisation_id

    def is_member_of(self, organisation_id: int | None) -> bool:
        """Whether they belong to that organisation."""
        return organisation_id is not None and organisation_id == self.organisation_id

    @property
    def scope(self) -> Scope:
        """Whose rows they may be given, and the areas of which they change something."""
        own = frozenset() if self.organisation_id is None else frozenset({self.organisation_id})
        # An admin is never limited.
        areas = self.areas if self.role is Role.LEAD else frozenset[str]()
        return Scope(own, self.key, frozenset(filter(self.may, GRANTS[self.role])), areas)

    def owns(self, owner: str, organisation_id: int | None) -> bool:
        """Whether something is theirs, as `Scope.owns`."""
        return self.scope.owns(owner, organisation_id)

    @property
    def is_of_nobody(self) -> bool:
        """Whether they sign in and nobody has said whom they belong to: then they decide nothing."""
        return bool(self.email) and self.organisation_id is None

    def may(self, permission: Permission) -> bool:
        """Whether this person's role grants the permission, and of those by link the link's purpose too."""
        for_it = self.link is None or permission in LINK_GRANTS[self.link.purpose]
        return for_it and permission in GRANTS[self.role]


def by_link(opening: LinkOpening) -> Person:
    """Whoever does something by an opened link: an applicant of the organisation that it was sent to."""
    link = opening.link
    return Person(
        opening.name,
        Role.APPLICANT,
        organisation=opening.organisation,
        organisation_id=link.organisation_id,
        link=OpenedLink(link.id, opening.id, link.purpose, link.expires_at),
    )


class NotAllowedError(Exception):
    """The person may not do this; the message says it in a sentence."""


def require(person: Person, permission: Permission) -> None:
    """The check that comes before whatever is done: raises `NotAllowedError` unless the person may."""
    if not person.may(permission):
        as_whom = f"As {person.role.label}" if person.link is None else "By this link"
        raise NotAllowedError(f"{as_whom}, you may not {permission}.")
