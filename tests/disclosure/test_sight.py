"""As which audience somebody sees a figure: role, organisation, kind, area, day, made up or not."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.disclosure.audiences import Audience, audience
from probation_commission.disclosure.sight import Sight, in_force_for
from probation_commission.domain.access import Person, Role
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.returns import Kind
from tests.given.agreements import DARLINGTON, DURHAM, TERMS

PARTY, ANOTHER = 7, 8
BOTH = "E06000047+E06000005"
ONE = Agreement(1, replace(TERMS, parties=(PARTY,)))
NOW, AFTER = date(2026, 11, 27), date(2027, 4, 1)


@pytest.mark.parametrize("organisation", [PARTY, ANOTHER, None])
@pytest.mark.parametrize("on", [NOW, AFTER])
@pytest.mark.parametrize("role", Role)
def test_a_viewer_or_panel_member_of_a_party_alone_is_told_more_and_only_what_it_names(
    role, organisation, on
):
    person = Person("Somebody", role, organisation_id=organisation)
    own = audience(person)
    sight = Sight(own, in_force_for(person, [ONE], on))
    told = role in {Role.VIEWER, Role.PANEL} and organisation == PARTY and on == NOW
    assert bool(sight.agreements) is told
    assert sight.of(Kind.IOM, DURHAM, illustrative=False) is (Audience.MEMBERS if told else own)
    assert sight.of(Kind.IOM, DARLINGTON, illustrative=False) is own
    assert sight.of(Kind.SERVICE, DURHAM, illustrative=False) is own
    assert sight.lifting(Kind.IOM, [(DARLINGTON, False), (DURHAM, False)]) == ((ONE,) if told else ())
    assert sight.lifting(Kind.IOM, [(DARLINGTON, False)]) == ()


@pytest.mark.parametrize("to", Audience)
def test_an_agreement_lifts_nothing_but_what_the_partnership_sees(to):
    lifted = Audience.MEMBERS if to is Audience.PARTNERSHIP else to
    assert Sight(to, (ONE,)).of(Kind.IOM, DURHAM, illustrative=False) is lifted


def ever(*rows: tuple[str, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["subject", "area_code", "illustrative"])


@pytest.mark.parametrize(
    ("rows", "lifted"),
    [
        ([("housing", DURHAM, False)], {"housing"}),
        ([("housing", DURHAM, False), ("housing", DARLINGTON, False)], set()),  # its whole tells of the other
        ([("housing", DURHAM, False), ("debt", DARLINGTON, False)], {"housing"}),
    ],
)
def test_a_service_is_lifted_where_every_area_that_ever_returned_it_is_agreed_upon(rows, lifted):
    of_services = Agreement(1, replace(TERMS, kinds=(Kind.SERVICE,)))
    assert Sight(Audience.PARTNERSHIP, (of_services,)).services_lifted(ever(*rows)) == lifted
    assert Sight(Audience.PARTNERSHIP, (ONE,)).services_lifted(ever(*rows)) == set()  # of the cohort alone
    assert Sight(Audience.PROVIDER, (of_services,)).services_lifted(ever(*rows)) == set()


def test_an_invented_agreement_lifts_no_service_with_a_real_return():
    invented = Agreement(1, replace(TERMS, kinds=(Kind.SERVICE,)), illustrative=True)
    sight = Sight(Audience.PARTNERSHIP, (invented,))
    made_up, real = ("housing", DURHAM, True), ("housing", DURHAM, False)
    assert sight.services_lifted(ever(made_up)) == {"housing"}
    assert sight.services_lifted(ever(made_up, real)) == set()
