"""What a list adds to what is kept: rows made by hand, each on an edge."""

import pandas as pd

from probation_commission.analysis.listed_besides import with_listed
from probation_commission.analysis.listed_contracts import ListedRows
from probation_commission.analysis.services import BoughtServices

SERVICE = {
    "slug": "",
    "name": "",
    "contract_slug": None,
    "sex": "",
    "illustrative": False,
    "changed_here": "",
}
CONTRACT = {"slug": "", "reference": "", "starts": None, "places": "", "illustrative": False}
PLACE = {"service": "", "area_code": "", "ward_code": "", "planned": None, "bundled": True}
PARTY = {"contract": "", "name": "", "organisation_id": None}


def frame(blank, *rows):
    return pd.DataFrame([{**blank, **row} for row in rows], columns=list(blank))


def kept(*services, contracts=(), coverage=()):
    return BoughtServices(
        frame(SERVICE, *services),
        frame(CONTRACT, *contracts),
        frame(PARTY),
        pd.DataFrame(),
        frame(PLACE, *coverage),
    )


LISTED = ListedRows(
    contracts=[{"slug": "c", "reference": "C"}, {"slug": "known", "reference": "K"}],
    parties=[{"contract": "c", "name": "Prime"}, {"contract": "known", "name": "Other"}],
    services=[
        {"slug": "new", "name": "New", "contract_slug": "c", "sex": "men"},
        {"slug": "named", "name": "Named", "contract_slug": "c", "sex": "men"},
        {"slug": "of a known contract", "name": "Known", "contract_slug": "known", "sex": "men"},
    ],
    coverage=[
        {"service": "new", "area_code": "A"},
        {"service": "named", "area_code": "A"},
        {"service": "of a known contract", "area_code": "A"},
    ],
)


def test_what_is_not_kept_is_added_with_its_contract_and_what_nobody_says_is_empty():
    found = with_listed(kept(contracts=[{"slug": "known", "reference": "K"}]), LISTED)
    assert list(found.services.slug) == ["named", "new"]
    assert set(found.contracts.slug) == {"known", "c"}
    assert list(found.parties.name) == ["Prime"]
    assert found.contracts.set_index("slug").starts.isna().all()
    assert not found.services.illustrative.any()
    assert {(row.service, row.area_code) for row in found.coverage.itertuples()} == {
        ("new", "A"),
        ("named", "A"),
    }


def test_a_service_that_is_kept_without_its_contract_gets_its_facts_but_for_what_was_written_here():
    here = [{"slug": "named", "name": "Our name", "sex": "women", "changed_here": "sex"}]
    by_name = [{"service": "named", "area_code": "B"}]
    found = with_listed(kept(*here, coverage=by_name), LISTED)
    row = found.services.set_index("slug").loc["named"]
    assert (row.sex, row.contract_slug) == ("women", "c")
    places = found.coverage[found.coverage.service == "named"]
    assert list(places.area_code) == ["A"]  # the list's in place of what its name says


def test_where_somebody_here_said_where_it_is_the_list_says_nothing():
    said = [{"service": "named", "area_code": "B", "bundled": False}]
    found = with_listed(kept({"slug": "named", "name": "Named"}, coverage=said), LISTED)
    assert list(found.coverage[found.coverage.service == "named"].area_code) == ["B"]


def test_one_under_a_contract_that_is_kept_stays_as_it_is():
    stored = {"slug": "of a known contract", "name": "Known", "contract_slug": "known", "sex": "women"}
    found = with_listed(
        kept(
            stored,
            contracts=[{"slug": "known", "reference": "K"}],
            coverage=[{"service": stored["slug"], "area_code": "B"}],
        ),
        LISTED,
    )
    assert found.services.set_index("slug").loc[stored["slug"]].sex == "women"
    assert list(found.coverage[found.coverage.service == stored["slug"]].area_code) == ["B"]
