"""What ends, what follows, and where services are, of rows made by hand."""

from datetime import date, timedelta

import pandas as pd
import pytest

from probation_commission.analysis.contract_costs import CostPer
from probation_commission.analysis.services import BoughtServices, serving
from probation_commission.domain.contracts import DATE_NAMES, Covered
from probation_commission.views import services as views
from probation_commission.views.services import CoveredPlace

DAY = date(2026, 11, 27)
HERE = {"A": "Here"}
_TEXTS = ("route", "capacity", "capacity_said_by", "sex", "ages", "stage", "vetting", "note", "pathway")


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def service(slug: str, contract: str | None = None, **more) -> dict:
    blank = dict.fromkeys(_TEXTS, "")
    never = dict.fromkeys(("capacity_until", "wait_weeks", "next_start", "iom_only", "counts_as_rar"))
    never["confirmed_on"] = None
    named = {"slug": slug, "name": slug, "provider": "P", "status": "live", "contract_slug": contract}
    of_all = {"for_whom": "men", "area": "Here", "as_of": "2026", "source": "s", "illustrative": False}
    of_all |= {"listed": "listed", "funder": "F", "contract": "", "expects_a_year": None}
    return blank | never | named | of_all | {"pathway": "Accommodation"} | more


def contract(slug: str, **more) -> dict:
    days = dict.fromkeys(DATE_NAMES)
    words = {"scheme": "CRS", "funder": "F", "places": "", "faults": "", "source": "s", "successor": ""}
    words |= {"listed": "listed"}
    return days | words | {"slug": slug, "reference": slug.upper(), "illustrative": False} | more


def place(slug: str, area: str = "A", ward: str = "", **days) -> dict:
    none = dict.fromkeys(("planned", "actual", "ended"))
    return none | {"service": slug, "area_code": area, "ward_code": ward, "reason": ""} | days


def bought(services=(), contracts=(), coverage=(), milestones=(), parties=()) -> BoughtServices:
    return BoughtServices(
        pd.DataFrame(services, columns=list(service("x"))),
        pd.DataFrame(contracts, columns=list(contract("x"))),
        pd.DataFrame(parties, columns=["contract", "name", "part"]),
        pd.DataFrame(
            milestones, columns=["contract", "kind", "due", "done", "place", "area_code", "evidence"]
        ),
        pd.DataFrame(coverage, columns=list(place("x"))),
    )


def test_what_ends_first_is_first_and_what_has_no_end_is_said_to_have_none():
    known = bought(
        [service("late", "c1"), service("soon", "c2"), service("never", "c3"), service("past", "c4")],
        [
            contract("c1", ends=on(365)),
            contract("c2", ends=on(60), notice_by=on(-1)),
            contract("c3"),
            contract("c4", ends=on(-1)),
        ],
    )
    rows = views.ending(known, DAY)
    assert list(rows.Contract) == ["C2", "C1"]
    assert list(rows.days) == [60, 365]
    assert views.ending_finding(known, DAY) == (
        "2 contracts end in the next twelve months, the next one in 60 days: C2 (soon) on 26 January 2027; "
        "notice 26 November 2026, which is past. Of 1 contract on the national list no end is known here, "
        "so nobody can say whether it ends in the next twelve months."
    )
    assert "no end is known" not in views.ending_finding(known, DAY, unknown_too=False)
    assert list(views.ending(known, DAY, ["late"]).Contract) == ["C1"]
    assert views.ending_finding(known, DAY, []) == ""


def test_of_a_contract_that_is_ended_or_closed_nobody_waits_for_its_end():
    over = [service("e", "c1", status="ended"), service("c", "c2", status="closed to referrals")]
    contracts = [contract("c1"), contract("c2")]
    assert views.ending_finding(bought(over, contracts), DAY) == ""
    # Of one under which something runs somebody does.
    known = bought([*over, service("runs", "c1")], contracts)
    assert views.ending_finding(known, DAY).startswith("Of 1 contract on the national list no end is known")


def test_made_up_contracts_are_said_to_be_and_counted_apart():
    known = bought([service("a", "c1", illustrative=True)], [contract("c1", ends=DAY, illustrative=True)])
    assert views.ending_finding(known, DAY).startswith(
        "Made up: 1 contract ends in the next twelve months, the next one today: C1 (a)"
    )


@pytest.mark.parametrize(
    ("last", "first", "words"),
    [
        # The day after the last one is covered; one later is a gap, one earlier is doubled.
        (10, 11, "covered; changes over on 8 Dec 2026"),
        (10, 12, "gap of 1 day from 8 Dec 2026"),
        (10, 10, "doubled by the successor for 1 day from 7 Dec 2026"),
        (None, 11, "covered now; change not dated"),
        (10, None, "covered now; change not dated"),
    ],
)
def test_from_one_contract_to_the_next(last, first, words):
    days = {} if last is None else {"ends": on(last)}
    known = bought(
        [service("old", "c1"), service("new", "c2", pathway="Other", status="")],
        [
            contract("c1", starts=on(-9), successor="c2", **days),
            contract("c2", go_live=None if first is None else on(first)),
        ],
        [place("old"), place("new", planned=None if first is None else on(first))],
    )
    table = views.transition.transition(known, DAY, HERE, illustrative=False)
    assert dict(zip(table.Pathway, table.Here, strict=True))["Accommodation"] == words


def test_a_successor_that_is_not_for_here_leaves_a_gap():
    old, new = contract("c1", ends=on(10), successor="c2"), contract("c2", go_live=on(11))
    services = [service("old", "c1"), service("new", "c2", pathway="Other", status="")]

    def cell(*places, **more) -> str:
        known = bought(services, [old | more, new], [place("old"), *places])
        table = views.transition.transition(known, DAY, HERE, illustrative=False)
        return dict(zip(table.Pathway, table.Here, strict=True))["Accommodation"]

    assert cell(place("new", "B", planned=on(11))) == "gap from 8 Dec 2026: the successor is not for here"
    assert cell(place("new", "B"), ends=None) == "gap: the successor is not for here"
    # Of which no place is known it may be for here too.
    assert cell() == "covered; changes over on 8 Dec 2026"


def test_every_service_of_the_successor_counts():
    known = bought(
        [service("old", "c1"), *(service(one, "c2", pathway="Other", status="") for one in ("n1", "n2"))],
        [contract("c1", ends=on(10), successor="c2"), contract("c2")],
        [place("old"), place("n1", planned=on(11)), place("n2", "B", planned=on(40))],
    )
    table = views.transition.transition(known, DAY, HERE, illustrative=False)
    assert "covered; changes over on 8 Dec 2026" in set(table.Here)


def test_where_nothing_runs_there_is_a_gap_and_elsewhere_does_not_count():
    known = bought(
        [service("closed", "c1"), service("there", "c2", pathway="Debt")],
        [contract("c1", closes_to_referrals=on(-1)), contract("c2", ends=on(9))],
        [place("closed"), place("there", "B")],
    )
    table = views.transition.transition(known, DAY, HERE, illustrative=False)
    assert dict(zip(table.Pathway, table.Here, strict=True)) == {"Accommodation": "gap", "Debt": "gap"}
    assert views.transition.transition(known, DAY, HERE, illustrative=True).empty


def covered(known: BoughtServices, day: date = DAY) -> list[CoveredPlace]:
    return views.coverage.on(known.as_of(day), known.places, day, DAY)


def test_a_place_without_a_day_stands_as_its_source_said_today_and_on_no_other_day():
    known = bought([service("a")], [], [place("a")])
    assert [one.state for one in covered(known)] == [Covered.LIVE]
    assert [one.state for one in covered(known, on(-30))] == [Covered.NOT_CONFIRMED]
    assert [one.state for one in covered(known, on(30))] == [Covered.NOT_CONFIRMED]


@pytest.mark.parametrize(
    ("planned", "day", "state"),
    [
        # What is planned for after today is due by a later day, and not late: that nobody can know.
        (1, 1, Covered.DUE),
        (2, 1, Covered.PLANNED),
        # What is late today is late on a later day too, as far as anybody knows.
        (0, 30, Covered.DELAYED),
        (-1, 0, Covered.DELAYED),
    ],
)
def test_nothing_is_late_before_its_day(planned, day, state):
    known = bought([service("a")], [], [place("a", planned=on(planned))])
    assert [one.state for one in covered(known, on(day))] == [state]


def test_a_ward_that_is_named_wins_over_its_authority_service_by_service():
    known = bought(
        [service("a"), service("b")],
        [],
        [place("a", actual=on(-9)), place("a", ward="W1", planned=on(-1)), place("b", planned=on(9))],
    )
    found = views.coverage.states(covered(known), {"A": ["W1", "W2"]})
    assert {one.service: one.state for one in found["W1"]} == {"a": Covered.DELAYED, "b": Covered.PLANNED}
    assert {one.service: one.state for one in found["W2"]} == {"a": Covered.LIVE, "b": Covered.PLANNED}
    # What is best in a place is its colour.
    assert views.coverage.state_of(found["W2"]) == Covered.LIVE
    assert views.coverage.state_of(found["W1"]) == Covered.PLANNED


def test_closed_to_referrals_is_told_from_ended_by_letter_and_words():
    known = bought(
        [service("shut", status="closed to referrals"), service("over", status="ended")],
        [],
        [place("shut"), place("over", "B"), place("shut", "C", ended=on(-1))],
    )
    on_map = views.coverage.states(covered(known))
    states = {code: views.coverage.state_of(those) for code, those in on_map.items()}
    assert states == {"A": Covered.CLOSED, "B": Covered.ENDED, "C": Covered.ENDED}
    lines = {entry.text: entry.fill for entry in views.coverage.legend(on_map)}
    assert ">C<" in lines["closed to referrals"]
    assert ">E<" in lines["ended"]
    assert views.coverage.said(on_map["A"][0]) == "closed to referrals"
    rows = views.coverage.table(covered(known), {})
    assert sorted(rows.State) == ["closed to referrals", "ended", "ended"]


def test_a_service_that_the_list_names_no_more_says_so_and_is_not_available():
    known = bought([service("kept", note="n"), service("gone", note="n", listed="dropped")])
    services = known.as_of(DAY)
    assert list(views.available.available(services).Service) == ["kept"]
    assert dict(zip(services.slug, views.table(services, {}).Note, strict=True)) == {
        "kept": "n",
        "gone": "The list names it no more. n",
    }
    for row in services.to_dict("records"):
        about = views.card.about(row, known)
        said = dict(zip(about.What, about.Known, strict=True)).get("The list")
        assert said == ("names it no more" if row["slug"] == "gone" else None)


def test_an_authority_of_which_some_wards_are_live_is_live_in_part():
    known = bought(
        [service("a")], [], [place("a", ward="W1", actual=on(-9)), place("a", ward="W2", planned=on(9))]
    )
    found = views.coverage.states(covered(known))
    assert views.coverage.state_of(found["A"]) == "in part"
    everywhere = bought([service("a")], [], [place("a", ward=ward, actual=on(-9)) for ward in ("W1", "W2")])
    assert views.coverage.state_of(views.coverage.states(covered(everywhere))["A"]) == Covered.LIVE


def test_how_far_it_has_come_in_a_sentence_with_letters_in_the_legend():
    known = bought(
        [service("a")], [], [place("a", planned=on(-1), reason="vetting"), place("a", "B", actual=DAY)]
    )
    found = views.coverage.states(covered(known))
    words = views.coverage.finding(found, 3, ("authority", "authorities"), DAY)
    assert words == "On 27 November 2026, of 3 authorities: live in 1, delayed in 1 and none known in 1."
    assert [entry.text for entry in views.coverage.legend(found)] == [
        "live",
        "delayed: the day for it is past",
        "no such service is known here",
    ]
    assert [views.coverage.said(one) for one in found["A"]] == [
        "delayed, was planned for 26 November 2026: vetting"
    ]


def test_the_table_has_wards_of_the_same_days_in_one_row():
    known = bought([service("a")], [], [place("a", ward=ward, planned=on(9)) for ward in ("W1", "W2")])
    (row,) = views.coverage.table(covered(known), {"A": "Here", "W1": "East", "W2": "West"}).to_dict(
        "records"
    )
    assert (row["Where"], row["Live since"], row["Ended"]) == ("Here, 2 wards: East and West", "", "")


def test_what_is_available_leaves_out_what_takes_nobody_and_says_what_is_not_known():
    known = bought(
        [
            service("open", capacity="open", wait_weeks=2, capacity_until=DAY),
            service("old", capacity="open", wait_weeks=2, capacity_until=on(-1)),
            service("shut", status="closed to referrals"),
            service("unsure", status="not confirmed"),
        ]
    )
    rows = views.available.available(known.as_of(DAY))
    assert dict(zip(rows.Service, rows["Room and wait"], strict=True)) == {
        "open": "open, wait 2 weeks",
        "old": "not known",
    }
    assert views.available.finding(rows) == (
        "2 services known to run; of 1 of them it is known whether there is room."
    )


def test_what_is_available_on_paper_is_by_pathway_what_is_real_first_with_how_sure_it_is():
    known = bought(
        [
            # By name it would come first.
            service("a", "c1", illustrative=True, provider="a"),
            service("b", "c1", capacity="open", wait_weeks=2, capacity_until=DAY, route="by phone"),
            service("c", confirmed_on=on(-183), pathway="Women’s Specific"),
            service("d", confirmed_on=on(-184), pathway="Women’s Specific", status="rolling out"),
            service("gone", listed="dropped"),
        ],
        [contract("c1", ends=on(60))],
    )
    ends = {slug: dates.ends for slug, dates in known.dates.items()}
    rows = views.available.in_short(known.as_of(DAY), ends, DAY)
    assert list(rows) == ["Accommodation", "Women’s Specific"]
    real, invented = rows["Accommodation"]
    until = "26 January 2027"
    assert real == (
        "b, P",
        "men",
        "Here",
        "by phone",
        "open, wait 2 weeks, as said until 27 November 2026",
        until,
        "not confirmed; source of 2026",
    )
    assert (invented[0], *invented[3:6]) == ("a (made up)", "not known", "not known", until)
    fresh, old = rows["Women’s Specific"]
    assert (fresh[5], fresh[6]) == ("not known", "confirmed on 28 May 2026")
    assert (old[2], old[6]) == ("Here, not yet everywhere", "not confirmed; source of 2026")


def test_a_card_says_who_said_it_and_until_when_and_then_that_it_is_too_old():
    said = {"capacity": "open", "capacity_said_by": "team", "capacity_until": DAY}
    known = bought([service("a", **said)])

    def room(day: date) -> str:
        (row,) = known.as_of(day).to_dict("records")
        about = views.card.about(row, known)
        return dict(zip(about.What, about.Known, strict=True))["Room and wait"]

    assert room(DAY) == "open, says team, until 27 November 2026"
    assert room(on(1)) == "not known: what team said held until 27 November 2026"


def test_a_step_is_late_the_day_after_it_was_due():
    blank = {"contract": "c", "done": None, "place": "", "area_code": "", "evidence": ""}
    steps = [
        {**blank, "kind": "vetting", "due": DAY},
        {**blank, "kind": "vetting", "due": on(-1), "place": "of the north", "area_code": "A"},
        {**blank, "kind": "go-live", "due": on(-1), "done": on(-2), "evidence": "a visit"},
    ]
    known = bought([service("a", "c")], [contract("c")], milestones=steps)
    (row,) = known.as_of(DAY).to_dict("records")
    steps = views.card.steps(row, known, DAY, {"A": "Area"})
    assert list(steps.Step) == ["vetting", "vetting of the north, Area", "go-live"]
    assert list(steps.Stands) == ["to come", "late", "done on 25 November 2026: a visit"]


def test_a_cost_stands_with_what_is_divided_by_what_and_of_which_months():
    september, november = date(2026, 9, 1), date(2026, 11, 1)
    one = CostPer("start", 610_000, 10, (september, november))
    none = CostPer("outcome achieved", why="none was reported in these months")
    rows = views.managed.costs([one, none]).to_dict("records")
    assert [row["Pounds"] for row in rows] == ["£610", "not known"]
    assert rows[0]["Worked out from"] == (
        "£6,100 ÷ 10 starts, in 2 of 3 full months, September 2026 to November 2026"
    )
    assert rows[1]["Worked out from"] == "None was reported in these months."


def test_a_service_serves_an_area_by_name_or_by_all_that_it_covers():
    known = bought([service("named"), service("covers", area="Elsewhere")], [], [place("covers")])
    services = known.as_of(DAY)
    assert list(serving(services, ["Here"], {"A"}).slug) == ["named", "covers"]
    assert list(serving(services, ["Here"], {"A", "B"}).slug) == ["named"]


def test_a_roll_out_is_a_row_for_places_of_the_same_days_and_a_state_a_month():
    known = bought(
        [service("a", "c")],
        [contract("c", starts=on(-200))],
        coverage=[
            place("a", "A", ward_code="W1", planned=on(-40), actual=on(-40)),
            place("a", "A", ward_code="W2", planned=on(-40), actual=on(-40)),
            # Late today, and of a month that is ahead nobody knows whether it still will be.
            place("a", "A", ward_code="W3", planned=on(-10)),
            place("a", "B", planned=on(40)),
            place("a", "D"),  # no day: no part of what is dated
        ],
    )
    (row,) = known.as_of(DAY).to_dict("records")
    found = views.roll_out.roll_out(row, known, {"A": "Ay", "B": "Bee", "W1": "One", "W2": "Two"}, DAY)
    assert [f"{month:%Y-%m}" for month in found.months] == ["2026-10", "2026-11", "2026-12", "2027-01"]
    assert [(wave.name, wave.states[0], wave.states[1], wave.states[3]) for wave in found.waves] == [
        ("Ay, 2 wards: One and Two", "live", "live", "live"),
        ("Ay, 1 ward: W3", "planned", "delayed", "delayed"),
        ("Bee", "planned", "planned", "due by then"),
    ]
    assert views.roll_out.finding(found, DAY) == (
        "Of 3 steps of the roll-out: live in 1, planned in 1 and delayed in 1."
    )
    assert list(views.roll_out.table(found).columns)[-1] == "Jan 2027"
    # Told by number and letter, not by colour alone.
    assert views.roll_out.panels(found).count("<i>2</i> D") == 3


def test_a_long_roll_out_is_shown_by_quarter():
    known = bought([service("a", "c")], [contract("c")], coverage=[place("a", "A", planned=on(800))])
    (row,) = known.as_of(DAY).to_dict("records")
    found = views.roll_out.roll_out(row, known, {}, DAY)
    assert found.by == "quarter"
    assert len(found.months) <= 12
    assert found.months[-1] == date(2029, 2, 1)


def test_of_a_service_whose_areas_no_source_names_it_says_so_in_words():
    row = service("a") | {
        "name": "Minds",
        "provider": "Them",
        "area": "Town (boroughs not named)",
        "as_of": "2023",
    }
    assert views.roll_out.not_by_area(row | {"status": "rolling out"}) == (
        "**Minds** (Them): rolling out in a number of boroughs of Town, by borough not known "
        "(source as of 2023)."
    )
    assert "to be procured for boroughs of Town that no source names" in views.roll_out.not_by_area(
        row | {"status": "to be procured"}
    )
    assert "in which authorities, no source says" in views.roll_out.not_by_area(
        row | {"status": "live", "area": "North"}
    )
