"""From the tables before: writers become accounts, sentences codes, and everything else stays what it was."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.actions import reconciliation
from probation_commission.analysis.reconciliation import ACROSS
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.ideas import IdeaReach, Running, Stage
from probation_commission.domain.layouts import breakdown_of
from probation_commission.domain.measures import MEASURES
from probation_commission.domain.returns import Kind, Standing, Verdict
from probation_commission.store import (
    aliases,
    audit,
    database,
    explanations,
    ideas,
    kept_files,
    layouts,
    localities,
    measures,
    outcomes,
    people,
    returns,
    rules,
    versions,
)
from probation_commission.store.versions import StandingChange
from tests.given.earlier_tables import NOW, migrate_to, put, returned, rows, upload

pytestmark = pytest.mark.usefixtures("database_url")
MAY = date(2026, 5, 1)
JO, LOCAL = Person("Jo Lead", Role.LEAD, "jo@example.org"), Person("Local lead", Role.LEAD)
AWAY = Person("Away", Role.PARTNER, "away@example.org")
MEASURED = [
    "cohort", "cohort, given only as fewer than", "joiners", "leavers", "gps tags", "arrests",
    "in drug treatment", "offences per year", "offences per year per case",
    "estimated cost of crime per year", "estimated cost of crime per year per case",
    "cost of crime per offence", "days on IOM", "referrals", "outcomes",
]  # fmt: skip
PLACES = [
    "ward in force", "abolished ward", "ward not yet in force", "ward of a neighbouring authority",
    "ward name in several neighbouring authorities", "no fixed abode", "address not known",
    "outside the area, ward not given", "not recognised", "not recognised, kept without its name",
]  # fmt: skip
PARTS = [
    ("stated", "in the community"), ("stated", "no fixed abode"), ("stated", "housed outside the area"),
    ("stated", "nominals arrested"), ("stated", "charged and remanded"), ("stated", "recalled"),
    ("stated", "repeat offenders"), ("tag", "knife crime"), ("tag of an IOM nominal", "no fixed abode"),
    ("outcome", "no fixed abode"),  # the sender's own word for an outcome, not ours for a statement
    ("part outcome", "Released Under Investigation"), ("offence", "Theft"), ("place of arrest", "N8"),
    ("Fixed, Flex or Free", "Free"), ("gender", "Male"), ("ethnicity", "White"),
    ("drug use", "Uses drugs"), ("drug treatment", "In treatment"), ("custody or community", "In custody"),
    ("stage", "before"), ("change by stage", "during"), ("stage", "received"), ("stage", "started"),
    ("stage", "completed"), ("stage", "ended early"), ("level", "achieved"),
    ("level", "partly achieved"), ("level", "not achieved"),
]  # fmt: skip
CODES = {
    "ward table:red": "ward table:red",
    "places:no fixed abode": "places:no_fixed_abode",
    "places:abolished ward:2022 (2)": "places:abolished:2022 (2)",
    "row:address not known:address not known": "row:not_known:address not known",
    "row:ward in force:E05000268": "row:ward:E05000268",
    "breakdown:custody or community": "breakdown:setting",
    "cohort:stated:in the community:red:table": "cohort:stated:in_community:red:table",
    "gps tags:tag:no fixed abode": "gps_tags:tag:no fixed abode",
    "arrests:stated:charged and remanded": "arrests:stated:remanded",
    "line 12": "line 12",
}


def figure(number: int, of: int, **other) -> dict:
    words = {"breakdown": "", "category": "", "comparator": "", "period": "", "unit": "people", "sheet": ""}
    places = dict.fromkeys(("rag", "place_kind", "place_text", "ward_code"))
    own = {"id": number, "return_id": of, "measure": "cohort", "value": float(number)}
    return words | places | own | {"cell": f"B{number}", "as_written": str(number)} | other


def line(number: int, of: int, verdict: str, code: str) -> dict:
    lists = {"cells": ["Wards!B2"], "detail": ["a detail"]}
    return {"id": number, "return_id": of, "verdict": verdict, "sentence": f"{number}.", "code": code} | lists


def idea(number: int, owner: str, **other) -> dict:
    words = ("organisation", "title", "what", "for_whom", "hub", "pathway", "desired_outcome", "indicator")
    numbers = {"how_many": 5, "baseline": None, "target": None, "award_pence": None}
    lists = {"ward_codes": ["E05010412"], "costs": [{"what": "tea", "pence": 100}]}
    own = {"id": number, "owner": owner, "fund": "pot", "stage": "submitted", "where": "a hub"}
    rest = {"running": "new", "changed_at": NOW, "illustrative": False}
    return dict.fromkeys(words, "x") | numbers | lists | own | rest | other


def person(email: str, name: str, role: str, added_by: str, *, active: bool = True) -> dict:
    own = {"email": email, "name": name, "role": role, "added_by": added_by}
    return own | {"active": active, "added_at": NOW}


def entry(number: int, who: str, role: str = "lead") -> dict:
    return {"id": number, "at": NOW, "who": who, "role": role, "action": "do", "subject": f"subject {number}"}


def of_service(number: int, area: str = "CDD", **other) -> dict:
    service = {"kind": "service monthly return", "subject": "ete-ne"}
    return returned(number, 1, area, MAY, **service | other)


def fill() -> None:
    """Each table of that day, and each sentence that stood in one."""
    put(
        person=[
            person("ada@example.org", "Ada", "admin", "root (command line)"),
            person("jo@example.org", "Jo Lead", "lead", "Ada"),
            person("pat@example.org", "Pat", "panel member", "Ada", active=False),
            person("sam1@example.org", "Sam", "partner", "Ada"),
            person("sam2@example.org", "Sam", "viewer", "Ada"),
        ],
        audit=[
            entry(1, "Jo Lead (jo@example.org)"),
            entry(2, "Local lead", "panel member"),
            entry(3, "Gone (gone@example.org)"),
            entry(4, "root (command line)", "admin"),
            entry(5, "Local lead"),
        ],
        upload=[upload(1) | {"accepted_by": "Jo Lead"}, upload(2) | {"accepted_by": "Local lead"}],
        return_=[
            returned(1, 1, "E06000005", MAY, standing="superseded", notes=["a note"]),
            returned(2, 2, "E06000005", MAY),
            returned(3, 1, "E06000047", MAY, standing="withdrawn"),
            of_service(4),
            of_service(5, area="E06000005", standing="superseded"),
            returned(6, 1, "E09000014", MAY, kind="borough comparison"),
        ],
        figure=[
            *(figure(n, 2, measure=words) for n, words in enumerate(MEASURED, 1)),
            *(figure(n, 2, place_kind=words, place_text=words) for n, words in enumerate(PLACES, 101)),
            *(figure(n, 2, breakdown=of, category=word) for n, (of, word) in enumerate(PARTS, 201)),
            figure(301, 4, measure="referrals", breakdown="stage", category="ended early"),
        ],
        identity=[
            *(line(n, 2, "adds up", code) for n, code in enumerate(CODES, 1)),
            line(50, 1, "does not add up", "places:no fixed abode"),
            line(51, 4, "cannot be checked", "outcomes:endings"),
            line(52, 4, "worth knowing", "starts:received"),
        ],
        explanation=[
            {"return_id": 2, "code": "places:no fixed abode", "text": "so it is", "who": who, "at": NOW}
            | {"id": n, "carried_over": n == 2}
            for n, who in enumerate(("Local lead", "Jo Lead"), 1)
        ],
        standing_change=[
            {"id": 1, "return_id": 3, "standing": "withdrawn", "reason": "wrong", "who": "Sam", "at": NOW}
        ],
        kept_file=[{"upload_id": 1, "packed": b"x\x9c\x03\x00\x00\x00\x00\x01", "size": 0}],
        place_alias=[
            {"area_code": "E06000005", "ward_set": "E06000005-2015", "name": "bank", "ward_code": "E05010412"}
            | {"confirmed_by": "Jo Lead", "confirmed_at": NOW}
        ],
        locality=[
            {"ward_set": "E06000005-2015", "from_month": MAY, "ward_code": "E05010412", "name": "West"}
            | {"saved_by": "Pat", "saved_at": NOW}
        ],
        layout=[
            {"id": 1, "sender": "Durham", "kind": "IOM monthly cohort", "signature": "s"}
            | {"mapping": {"fields": FIELDS, "letters": {"a": "A"}}}
            | {"confirmed_by": "Ada", "confirmed_at": NOW}
        ],
        disclosure_rule=[
            {"id": 1, "audience": "public", "from_month": MAY, "width": 20, "set_by": "the app itself"}
            | {"set_at": NOW}
        ],
        fund=[{"slug": "pot", "name": "Pot", "amount_pence": 5, "area_code": "x", "illustrative": False}
              | {"for_whom": "x", "source": "x"}],
        idea=[
            idea(1, "jo@example.org"),
            idea(2, "Local lead", where="some wards", running="already running"),
            idea(3, "away@example.org", where="the whole area", stage="draft"),
        ],
        idea_move=[
            {"id": n, "idea_id": 1, "at": NOW, "who": who, "from_stage": before, "to_stage": after}
            | {"reason": ""}
            for n, (who, before, after) in enumerate(
                [("Jo Lead", "draft", "submitted"), ("Example lead", "submitted", "shortlisted")], 1
            )
        ],
        promise=[
            {"id": 1, "about": "idea", "subject": "1", "unit": "people", "baseline": None, "target": 5.0}
            | dict.fromkeys(("partner", "desired_outcome", "indicator", "source"), "x")
            | {"starts": MAY, "ends": MAY, "illustrative": False}
        ],
        result=[
            {"id": n, "promise_id": 1, "month": date(2026, n, 1), "value": 2.0, "out_of": None, "note": ""}
            | {"keyed_by": who, "keyed_at": NOW}
            for n, who in enumerate(("jo@example.org", "Local lead"), 1)
        ],
    )  # fmt: skip


FIELDS = {"a": "ward", "b": "custody or community", "c": "drug use:Not known", "d": "RAG:red", "e": ""}


@pytest.fixture
def before(database_url):  # noqa: ARG001 (of either kind)
    migrate_to("0008")
    fill()
    database.migrate()


def accounts() -> dict[tuple[str, str | None], dict]:
    return {(one["name"], one["email"]): one for one in rows("account")}


@pytest.mark.usefixtures("before")
def test_those_with_access_keep_it_and_every_other_writer_has_an_account_without():
    with database.read() as conn:
        told = [
            (one.email, one.role, one.active, one.added_by)
            for one in people.everyone(Scope.everything(), conn)
        ]
        assert people.find(conn, "gone@example.org") is None
    assert sorted(told) == [
        ("ada@example.org", Role.ADMIN, True, "root (command line)"),
        ("jo@example.org", Role.LEAD, True, "Ada"),
        ("pat@example.org", Role.PANEL, False, "Ada"),
        ("sam1@example.org", Role.PARTNER, True, "Ada"),
        ("sam2@example.org", Role.VIEWER, True, "Ada"),
    ]
    others = {key for key, one in accounts().items() if one["added_at"] is None}
    assert others == {
        ("Local lead", None), ("root (command line)", None), ("the app itself", None), ("Example lead", None),
        ("Sam", None),  # two have access under that name, so it is not known which of them it was
        ("Gone", "gone@example.org"), ("away@example.org", "away@example.org"),
    }  # fmt: skip
    assert not any(accounts()[key]["active"] for key in others)
    assert {one["session_no"] for one in rows("account")} == {0}


@pytest.mark.usefixtures("before")
def test_who_acts_next_is_known_again():
    with database.write() as conn:
        local = people.account_id(conn, Person("Local lead", Role.LEAD))
        signed_in = people.account_id(conn, Person("Jo Lead", Role.LEAD, "jo@example.org"))
        assert people.account_id(conn, Person("New", Role.LEAD)) == people.account_id(
            conn, Person("New", Role.ADMIN)
        )
    assert (local, signed_in) == tuple(
        accounts()[key]["id"] for key in [("Local lead", None), ("Jo Lead", "jo@example.org")]
    )


@pytest.mark.usefixtures("before")
def test_the_audit_trail_reads_as_before():
    with database.read() as conn:
        entries = audit.entries(conn).sort_values("id")
    assert list(zip(entries.who, entries.role, entries.after, strict=True)) == [
        ("Jo Lead (jo@example.org)", "lead", "subject 1"),
        ("Local lead", "panel", "subject 2"),
        ("Gone (gone@example.org)", "lead", "subject 3"),
        ("root (command line)", "admin", "subject 4"),
        ("Local lead", "lead", "subject 5"),
    ]
    assert len({one["account_id"] for one in rows("audit")}) == 4
    assert accounts()["Jo Lead", "jo@example.org"]["id"] == rows("audit")[0]["account_id"]


@pytest.mark.usefixtures("before")
def test_returns_say_what_they_are_about_and_keep_their_standing_and_provenance():
    with database.read() as conn:
        history = returns.history(conn).sort_values("id")
        assert returns.current(conn, Kind.IOM, "E06000005", MAY) == 2
        assert returns.current(conn, Kind.SERVICE, "CDD", MAY, "ete-ne") == 4
        assert kept_files.find(conn, 1).content == b""
    columns = ["kind", "subject", "area_code", "month", "standing", "accepted_by", "figures"]
    assert history[columns].to_numpy().tolist() == [
        ["iom", "", "E06000005", MAY, "superseded", "Jo Lead", 0],
        ["iom", "", "E06000005", MAY, "current", "Local lead", 53],
        ["iom", "", "E06000047", MAY, "withdrawn", "Jo Lead", 0],
        ["service", "ete-ne", "CDD", MAY, "current", "Jo Lead", 1],
        ["service", "ete-ne", "E06000005", MAY, "superseded", "Jo Lead", 0],
        ["comparison", "", "E09000014", MAY, "current", "Jo Lead", 0],
    ]
    kept = [(one["subject_kind"], one["subject_id"], one["period_start"]) for one in rows("return")]
    assert kept == [
        *(("area", code, MAY) for code in ("E06000005", "E06000005", "E06000047")),
        *[("service", "ete-ne", MAY)] * 2,
        ("area", "E09000014", MAY),
    ]
    assert {one["period_months"] for one in rows("return")} == {1}
    assert rows("return")[0]["notes"] == ["a note"]


@pytest.mark.usefixtures("before")
def test_figures_have_codes_and_their_senders_words_stay():
    with database.read() as conn:
        figures = returns.figures(conn, Kind.IOM, "E06000005")
        ended = returns.figures(conn, Kind.SERVICE)
        assert set(measures.ids(conn)) == {one.code for one in MEASURES}
    # "Fewer than" was the second measure, and is a cohort's bound since.
    cohort, *others = [str(one.code) for one in MEASURES[:14]]  # those of then
    assert list(figures.measure[:15]) == [cohort, cohort, *others]
    assert list(figures.place_kind[15:25]) == [
        "ward", "abolished", "not_yet", "elsewhere", "ambiguous", "no_fixed_abode", "not_known", "outside",
        "unrecognised", "kept",
    ]  # fmt: skip
    assert list(figures.place_text[15:25]) == PLACES
    parts = list(zip(figures.breakdown[25:], figures.category[25:], strict=True))
    assert parts == [
        ("stated", "in_community"), ("stated", "no_fixed_abode"), ("stated", "outside"),
        ("stated", "arrested"), ("stated", "remanded"), ("stated", "recalled"), ("stated", "repeat"),
        ("tag", "knife crime"), ("tag_of_nominal", "no fixed abode"), ("outcome", "no fixed abode"),
        ("part_outcome", "Released Under Investigation"), ("offence", "Theft"), ("place_of_arrest", "N8"),
        ("framework", "Free"), ("gender", "Male"), ("ethnicity", "White"), ("drug_use", "Uses drugs"),
        ("treatment", "In treatment"), ("setting", "In custody"), ("stage", "before"),
        ("change", "during"), ("stage", "received"), ("stage", "started"), ("stage", "completed"),
        ("stage", "ended_early"), ("level", "achieved"), ("level", "partly"), ("level", "not_achieved"),
    ]  # fmt: skip
    exact = figures.drop(index=1)
    numbers = [float(one["id"]) for one in rows("figure")[:-1]]
    assert list(exact.value) == [numbers[0], *numbers[2:]]
    assert (figures.low[1], figures.high[1]) == (0, numbers[1] - 1)
    assert ended[["measure", "breakdown", "category", "value"]].to_numpy().tolist() == [
        ["referrals", "stage", "ended_early", 301.0]
    ]


@pytest.mark.usefixtures("before")
def test_checks_are_known_again_with_what_explains_them():
    with database.read() as conn:
        lines = reconciliation.in_force(conn)
        lines = lines[~lines.code.isin(ACROSS)]  # worked out now
        found = explanations.of_versions(conn, 2)
        changes = versions.changes(conn)
        withdrawn = versions.find(conn, 3)
    of_two = lines[lines.return_id == 2].sort_values("sentence", key=lambda text: text.str[:-1].astype(int))
    assert list(of_two.code) == list(CODES.values())
    assert set(of_two.verdict) == {Verdict.HOLDS}
    assert list(lines[lines.return_id == 4].verdict) == [Verdict.UNCHECKED, Verdict.NOTE]
    assert {one["verdict"] for one in rows("check") if one["return_id"] == 1} == {Verdict.FAILS}
    explained = of_two[of_two.explained != ""]
    assert explained[["code", "explained", "explained_by"]].to_numpy().tolist() == [
        ["places:no_fixed_abode", "so it is", "Jo Lead"]
    ]
    assert pd.isna(of_two.explained_by.iloc[0])
    assert list(found.who) == ["Jo Lead", "Local lead"]
    assert of_two.cells.iloc[0] == ["Wards!B2"]
    assert list(changes.who) == ["Sam"]
    assert withdrawn.change == StandingChange(Standing.WITHDRAWN, "wrong", "Sam", NOW)


@pytest.mark.usefixtures("before")
def test_ideas_and_results_belong_to_whom_they_belonged():
    with database.read() as conn:
        assert [one.id for one in ideas.of_own(JO.scope, conn)] == [1]
        assert [one.id for one in ideas.of_own(LOCAL.scope, conn)] == [2]
        assert ideas.draft_of(AWAY.scope, conn, "pot").id == 3
        assert ideas.of_own(replace(JO, email="").scope, conn) == []  # who signs in is known by address alone
        kept = [ideas.find(Scope.everything(), conn, number) for number in (1, 2, 3)]
        moves = ideas.moves(Scope.everything(), conn, 1)
        assert outcomes.project_of(Scope.everything(), conn, 1).owner == "jo@example.org"
        assert list(outcomes.promises(Scope.everything(), conn).owner) == ["jo@example.org"]
        assert list(outcomes.results(Scope.everything(), conn).keyed_by) == ["jo@example.org", "Local lead"]
    assert [one.idea.where for one in kept] == [IdeaReach.HUB, IdeaReach.WARDS, IdeaReach.AREA]
    assert [one.idea.running for one in kept] == [Running.NEW, Running.ALREADY, Running.NEW]
    assert [(one.who, one.to_stage) for one in moves] == [
        ("Jo Lead", Stage.SUBMITTED),
        ("Example lead", Stage.SHORTLISTED),
    ]


@pytest.mark.usefixtures("before")
def test_what_was_confirmed_saved_and_set_keeps_its_writer():
    with database.read() as conn:
        (alias,) = aliases.everything(conn)
        (layout,) = layouts.of_sender(conn, "Durham")
        (rule,) = rules.history(conn)
        assert localities.last_saved(conn, "E06000005-2015") == ("Pat", NOW)
    assert (alias.confirmed_by, alias.name, alias.confirmed_at) == ("Jo Lead", "bank", NOW)
    assert (rule.set_by, rule.from_month, rule.set_at) == ("the app itself", MAY, NOW)
    assert layout.kind == Kind.IOM
    assert dict(layout.fields) == FIELDS | {"b": "setting", "c": "drug_use:Not known"}
    assert [breakdown_of(field) for field in layout.fields.values()][2] == ("drug_use", "Not known")


def test_returns_that_an_earlier_migration_took_out_leave_nothing_behind():
    migrate_to("0007")
    put(
        upload=[upload(1, illustrative=True)],
        return_=[of_service(1)],
        figure=[figure(1, 1, measure="referrals")],
        identity=[line(1, 1, "adds up", "starts:received")],
    )
    database.migrate()  # 0008 deletes the upload
    assert [rows(name) for name in ("upload", "return", "figure", "check")] == [[], [], [], []]
