"""What the program proposes: evidence, what was learned, and how each step met a proposal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that say nothing of earlier steps, and three empty tables.

    No page of an earlier project is blind, nor will one become so unless somebody sets the share:
    whoever labels in it has seen them already.
    """
    # SQLite adds such columns without copying the tables, which so keep AUTOINCREMENT, WITHOUT
    # ROWID and their triggers.
    op.add_column(
        "projects", sa.Column("blind_share", sa.Float(), server_default="0", nullable=False)
    )
    op.add_column(
        "pages", sa.Column("is_blind", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("journal", sa.Column("proposed", sa.Text(), nullable=True))
    op.add_column("journal", sa.Column("model", sa.Text(), nullable=True))
    op.add_column("journal", sa.Column("elapsed_ms", sa.Integer(), nullable=True))
    op.create_table(
        "page_evidence",
        sa.Column("page_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.Column("text_hashes", sa.LargeBinary(), nullable=True),
        sa.Column("signatures", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_page_evidence_page_id"),
        sa.PrimaryKeyConstraint("page_id", name="pk_page_evidence"),
    )
    op.create_index("ix_pages_site", "pages", ["site"])
    op.create_index("ix_page_evidence_version", "page_evidence", ["version"])
    op.create_table(
        "page_prospects",
        sa.Column("page_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("template", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.Column("doubtful_count", sa.Integer(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_page_prospects_page_id"),
        sa.PrimaryKeyConstraint("page_id", name="pk_page_prospects"),
    )
    op.create_table(
        "learners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
    )
