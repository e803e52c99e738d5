"""What is known of a hub, when it is open, and which columns a newer list does not write over."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_TEXTS = {"phone": 40, "mailbox": 200, "met_by": 200, "stand_in": 200, "transport": 300, "confirmed_by": 200}
_FACILITIES = ("private_room", "step_free", "refreshments", "internet", "printing", "signage")


def upgrade() -> None:
    for table in ("hub", "service"):
        listed = sa.Column("listed", sa.String(12), server_default="listed", nullable=False)
        op.add_column(table, listed)
        op.add_column(table, sa.Column("changed_here", sa.Text(), server_default="", nullable=False))
    for name in ("illustrative", "confidential"):
        op.add_column("hub", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    for name, longest in _TEXTS.items():
        op.add_column("hub", sa.Column(name, sa.String(longest), server_default="", nullable=False))
    for name in _FACILITIES:
        op.add_column("hub", sa.Column(name, sa.Boolean()))
    for name in ("opened", "closed", "confirmed_on"):
        op.add_column("hub", sa.Column(name, sa.Date()))
    hub = sa.table("hub", *map(sa.column, ("kind", "illustrative", "confidential", "listed")))
    op.execute(
        hub.update()
        .where(hub.c.kind == "illustrative hub")
        .values(kind="community hub", illustrative=sa.true(), listed="invented")
    )
    hidden = hub.update().where(hub.c.kind == "confidential place")
    op.execute(hidden.values(kind="women’s hub", confidential=sa.true()))
    service = sa.table("service", *map(sa.column, ("illustrative", "listed")))
    op.execute(service.update().where(service.c.illustrative == sa.true()).values(listed="invented"))
    op.create_table(
        "hub_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hub", sa.String(80), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("every", sa.String(20), nullable=False),
        sa.Column("for_whom", sa.String(20), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("on_bank_holidays", sa.Boolean(), nullable=False),
        sa.Column("nobody_attends", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hub.slug"], name="fk_hub_session_hub_hub"),
        sa.PrimaryKeyConstraint("id", name="pk_hub_session"),
    )
    op.create_index("ix_hub_session_hub", "hub_session", ["hub"])
    op.create_table(
        "hub_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date()),
        sa.Column("seen_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["session_id"], ["hub_session.id"], name="fk_hub_attendance_session_id_hub_session"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_hub_attendance_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hub_attendance"),
    )
    op.create_index("ix_hub_attendance_session_id", "hub_attendance", ["session_id"])
    op.create_index("ix_hub_attendance_organisation_id", "hub_attendance", ["organisation_id"])
    op.create_table(
        "hub_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hub", sa.String(80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("why", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hub.slug"], name="fk_hub_closure_hub_hub"),
        sa.PrimaryKeyConstraint("id", name="pk_hub_closure"),
    )
    op.create_index("ix_hub_closure_hub", "hub_closure", ["hub"])
