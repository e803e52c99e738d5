"""Make the store ready when the app starts: migrated, with the bundled facts, and the examples if asked."""

from probation_commission.actions import sample
from probation_commission.domain.access import Person, Role
from probation_commission.intake import directory as facts
from probation_commission.settings import settings
from probation_commission.store import database, directory, ideas

ITSELF = Person("the app itself", Role.ADMIN)


def ready() -> None:
    """Create or migrate the database and load what is bundled; a second call changes nothing."""
    database.migrate()
    _load_bundled()
    if settings().sample:
        sample.load_once(ITSELF)


def _load_bundled() -> None:
    """Load the bundled hubs, services and funds, unless exactly these are loaded already."""
    files = facts.bundled()
    with database.read() as conn:
        changed = [name for name, sha256 in files.items() if directory.bundled_as(conn, name) != sha256]
    if not changed:
        return
    hubs, services, funds = facts.hubs(), facts.services(), facts.funds()
    with database.write() as conn:
        directory.replace_hubs(conn, hubs)
        directory.replace_services(conn, services)
        ideas.put_funds(conn, funds)
        for name, sha256 in files.items():
            directory.mark_bundled(conn, name, sha256)
