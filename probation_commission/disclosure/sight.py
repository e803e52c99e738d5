"""As which audience somebody sees each figure: an agreement lifts the rule for what it names alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer


@dataclass(frozen=True, slots=True)
class Sight:
    """An audience, and the agreements in force by which it is shown more: all that decides what is shown."""

    audience: Audience
    agreements: tuple[Agreement, ...] = ()
    """None but where the audience is the partnership: a partner and an applicant are under none."""

    def agreement(self, kind: Kind, area_code: str, *, illustrative: bool) -> Agreement | None:
        """The agreement by which the figures of such a return are shown as they are."""
        parts = gazetteer().parts(area_code)
        lifting = (one for one in self.agreements if one.lifts(kind, parts, illustrative=illustrative))
        return next(lifting, None) if self.audience is Audience.PARTNERSHIP else None

    def lifting(self, kind: Kind, returns: Iterable[tuple[str, bool]]) -> tuple[Agreement, ...]:
        """The agreements by which any of these returns is shown exactly: each its area, and if made up."""
        lifted = (self.agreement(kind, area, illustrative=made_up) for area, made_up in returns)
        return tuple(dict.fromkeys(filter(None, lifted)))

    def under(self, kind: Kind) -> tuple[Agreement, ...]:
        """The agreements that name this kind of figure."""
        return tuple(one for one in self.agreements if kind in one.terms.kinds)

    def of(self, kind: Kind, area_code: str, *, illustrative: bool) -> Audience:
        """As which audience the figures of such a return are seen."""
        lifted = self.agreement(kind, area_code, illustrative=illustrative)
        return Audience.MEMBERS if lifted else self.audience

    def services_lifted(self, ever: pd.DataFrame) -> frozenset[str]:
        """The slugs of the services whose every count is shown as it is.

        `ever`: subject, area_code and illustrative of every return of a service there was, also withdrawn.
        """
        if not self.agreements:
            return frozenset()
        # Of a service that works elsewhere too the whole would be told, less what is agreed upon.
        rows = ever[["subject", "area_code", "illustrative"]].drop_duplicates()
        kept = {
            row["subject"]
            for row in rows.to_dict("records")
            if not self.of(Kind.SERVICE, row["area_code"], illustrative=bool(row["illustrative"])).exact
        }
        return frozenset(set(rows.subject) - kept)


def can_be_under_one(person: Person) -> bool:
    """Whether an agreement shows somebody like this one more, if their organisation is a party."""
    # Leads see exact counts anyway, and see as the partnership does what it sees without any agreement.
    return person.may(Permission.SEE_UNDER_AGREEMENT) and not person.may(Permission.SEE_EXACT_COUNTS)


def in_force_for(person: Person, known: Iterable[Agreement], on: date) -> tuple[Agreement, ...]:
    """The agreements of that day under which somebody is, their role and their organisation being as now."""
    if not can_be_under_one(person):
        return ()
    return tuple(one for one in known if person.organisation_id in one.terms.parties and one.in_force(on))
