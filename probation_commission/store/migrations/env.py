"""Alembic's entry: the connection is handed over by `store.database.migrate`."""

from alembic import context

from probation_commission.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
