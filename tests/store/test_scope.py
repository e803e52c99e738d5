"""Every query on what belongs to somebody takes the scope first, and gives nobody another's draft."""

import ast
import importlib
import inspect
import pkgutil
from dataclasses import replace

import pytest
from sqlalchemy import Table

from probation_commission import store
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.ideas import Stage
from probation_commission.store import database, ideas
from probation_commission.store.tables import metadata, organisation
from tests.given.ideas import pot, put_on

EXCEPTIONS = {
    "directory.hubs": "the directory is everybody's",
    "directory.services": "the directory is everybody's",
    "directory.service_slugs": "the directory is everybody's",
    "directory.put_bundled_hubs": "writes",
    "directory.put_bundled_services": "writes",
    "directory.put_invented_hubs": "writes",
    "entries.confirm": "writes",
    "links.only_fund": "of the link that somebody came by",
    "organisations.add_unlooked": "writes",
    "organisations.came_by_mailbox": "of whoever has confirmed that mailbox",
    "hubs.find": "the directory is everybody's; what is shown of it, `disclosure/hubs.py` says",
    "hubs.openings": "the directory is everybody's",
    "hubs.put": "writes",
    "hubs.put_bundled_services": "writes",
    "hubs.service_here": "the directory is everybody's",
    "hubs.services_at": "the directory is everybody's",
    "travel.everything": "the directory is everybody's",
    "travel.times": "the directory is everybody's; what is shown of it, `disclosure/hubs.py` says",
    "travel.load": "writes",
    "hubs.take_out": "made-up rows alone",
    "directory.put_bundled_contracts": "writes",
    "directory.put_invented_services": "made-up rows alone",
    "contracts.change_contract": "writes",
    "contracts.change_service": "writes",
    "contracts.put_coverage": "writes",
    "contracts.put_invented": "writes",
    "contracts.put_parties": "writes",
    "contracts.take_out": "made-up rows alone",
    "registers.entries": "the directory is everybody's",
    "registers.held": "for leads alone, whose areas the action asks",
    "registers.known_spellings": "spellings",
    "contracts.contracts": "the directory is everybody’s; without value",
    "contracts.bought": "the directory is everybody's",
    "contracts.parties": "the directory is everybody's",
    "contracts.milestones": "the directory is everybody's",
    "contracts.covered": "the directory is everybody's",
    "contracts.contract_row": "for leads alone, whose areas the action asks",
    "contracts.service_row": "for leads alone, whose areas the action asks",
    "contracts.value_pence": "for leads alone, whose areas the action asks",
    "contracts.parties_of": "the directory is everybody's",
    "contracts.steps_of": "the directory is everybody's",
    "contracts.issues_of": "for leads alone, whose areas the action asks",
    "contracts.levels_of": "for leads alone, whose areas the action asks",
    "contracts.add_party": "writes",
    "contracts.end_party": "writes",
    "contracts.put_step": "writes",
    "contracts.put_issue": "writes",
    "contracts.put_level": "writes",
    "contracts.slugs": "slugs",
    "contracts.coverage_of": "the directory is everybody's",
    "contracts.services_of": "slugs",
    "idea_steps.mailbox_of": "where the mail about an idea goes, of which the action knows that it may",
    "idea_steps.name": "the next reference",
    "idea_steps.tell": "writes",
    "people.named": "who decided with a lead, of whom the action tells nothing",
    "ideas.add": "writes",
    "ideas.move": "writes",
    "ledger.award": "sums of pence",
    "ledger.awards": "sums of pence",
    "ledger.balance": "sums of pence",
    "ledger.find_entry": "for an action, which asks whether they may",
    "ledger.first_day": "a day",
    "ledger.of_award": "numbers",
    "ledger.reversed_by": "a number",
    "ledger.standing": "numbers",
    "ledger.sums": "sums of pence",
    "award_services.add": "writes",
    "award_services.end": "writes",
    "award_services.names": "the directory is everybody's",
    "award_services.slug_of": "the directory is everybody's",
    "award_services.without": "numbers",
    "ideas.illustrative": "made-up rows alone",
    "funds.is_answered": "whether there is an answer",
    "funds.is_scored": "whether there is a score",
    "illustrative.what_goes": "made-up rows alone",
    "organisations.drafts_of": "slugs of funds, before a merge",
    "organisations.join": "writes",
    "organisations.known_as": "which organisation a name is",
    "organisations.known_or_new": "which organisation a name is",
    "organisations.add_names": "writes",
    "organisations.change": "writes",
    "organisations.merge": "writes",
    "organisations.point_to": "writes",
    "organisations.put_bundled": "writes",
    "organisations.remove_illustrative": "writes",
    "organisations.what_it_has": "counts",
    "outcomes.illustrative_subjects": "made-up rows alone",
    "outcomes.last_real_month": "a month",
    "people.find": "who somebody is, of which their scope comes",
    "contacts.merge": "writes",
    "links.add": "writes",
    "links.wrote": "whether somebody decides on their own",
    "links.by_token": "who has the token is who may",
    "links.opening": "who somebody is by a link, of which their scope comes",
    "links.opening_of": "who has the secret is who may",
    "agreements.merge": "writes",
    "outcomes.end_promises": "writes",
    "scoring.shown_until": "moments alone",
    "scoring.judges": "names of those who may assess ideas",
    "retention.past": "numbers of what has been kept long enough",
}
"""What reads an owned table without a scope, each with its reason."""


def owned() -> set[Table]:
    """What belongs to an organisation or to whoever wrote it, and what belongs to that."""
    found: set[Table] = set()
    while True:
        more = {
            table
            for table in set(metadata.sorted_tables) - found - {organisation}
            if "owner_id" in table.c
            or any(key.column.table in found | {organisation} for key in table.foreign_keys)
        }
        if not more:
            return found
        found |= more


def readers() -> dict[str, object]:
    """The public functions of the store that select from an owned table, by module and name."""
    found = {}
    for info in pkgutil.iter_modules(store.__path__):
        module = importlib.import_module(f"{store.__name__}.{info.name}")
        if info.ispkg:
            continue
        tree = ast.parse(inspect.getsource(module))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                names = reached(tree, name)
                tables = {vars(module).get(one) for one in names if isinstance(vars(module).get(one), Table)}
                if "select" in names and tables & owned():
                    found[f"{info.name}.{name}"] = function
    return found


def reached(tree: ast.Module, name: str) -> set[str]:
    """Every name that a definition of a module uses, by whatever other definition of it."""
    defined: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            defined[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            defined |= {target.id: node.value for target in targets if isinstance(target, ast.Name)}
    seen: set[str] = set()
    open_ = [name]
    while open_:
        used = {node.id for node in ast.walk(defined[open_.pop()]) if isinstance(node, ast.Name)} - seen
        seen |= used
        open_ += [other for other in used if other in defined]
    return seen


def test_what_belongs_to_somebody_is_found_by_the_keys():
    names = {table.name for table in owned()}
    assert {"idea", "idea_move", "promise", "result", "membership", "contact", "hub", "service"} <= names
    assert not {"organisation", "account", "fund", "figure", "upload"} & names


def test_every_query_on_it_takes_the_scope_first_but_for_those_with_a_reason():
    without = {
        name
        for name, function in readers().items()
        if next(iter(inspect.signature(function).parameters.values())).annotation not in {Scope, "Scope"}
    }
    assert without == EXCEPTIONS.keys()


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize("role", Role)
def test_a_draft_is_given_to_nobody_but_its_own(role):
    pot()
    writer = Person("Anna", Role.PARTNER, "anna@example.org")
    draft, sent = put_on(Stage.DRAFT, writer), put_on(Stage.SUBMITTED, writer)
    other = Person("Cy", role, "cy@example.org").scope
    sees = role in {Role.ADMIN, Role.LEAD, Role.PANEL}
    with database.read() as conn:
        assert ideas.find(other, conn, draft) is None
        assert ideas.moves(other, conn, draft) == []
        assert (ideas.find(other, conn, sent) is not None) is sees
        assert bool(ideas.moves(other, conn, sent)) is sees
        assert len(ideas.sent_in(other, conn)) == sees
        assert ideas.of_own(other, conn) == []
        assert ideas.find(replace(other, key=writer.key), conn, draft)
        assert {kept.id for kept in ideas.of_own(writer.scope, conn)} == {draft, sent}
        assert ideas.find(Scope.of_all_who(next(iter(other.grants))), conn, draft) is None
