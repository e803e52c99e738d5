"""Alembic's entry: the connection is handed over by `store.database.migrate`."""

from alembic import context

from probation_commission.store import (  # their tables are in the metadata too
    schema_ideas,  # noqa: F401
    schema_rules,  # noqa: F401
    schema_versions,  # noqa: F401
)
from probation_commission.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
