"""What containers tell of a page: when it was fetched, its title, and what it is shown with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two columns where there is nothing to know of earlier pages, and a table."""
    # SQLite adds such columns without copying the table, which so keeps its AUTOINCREMENT.
    op.add_column("pages", sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("pages", sa.Column("given_title", sa.Text(), nullable=True))
    op.create_table(
        "page_resources",
        sa.Column("page_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_page_resources_page_id"),
        sa.PrimaryKeyConstraint("page_id", "number", name="pk_page_resources"),
    )
