"""What a review needs: guidelines, assignments, remarks, decisions, and sets from elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that say nothing of earlier sets, three empty tables, and free the name “gold”.

    All sets of an earlier project were made in it. Whoever called themselves “gold” there keeps
    their sets under another name: that one is the adjudicated set's from now on.
    """
    _add_columns()
    _make_tables()
    # “gold” stands for what reviewers decided.
    op.execute("UPDATE annotators SET name = 'gold (annotator)' WHERE name = 'gold'")


def _add_columns() -> None:
    # SQLite cannot add a column that refers to a table: this small one is copied.
    with op.batch_alter_table("annotators", recreate="always") as batch:
        batch.add_column(sa.Column("fork_of", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_annotators_fork_of", "annotators", ["fork_of"], ["id"])
    op.add_column(
        "pages",
        sa.Column("is_calibration", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "annotation_sets",
        sa.Column("received_revision", sa.Integer(), server_default="0", nullable=False),
    )
    op.add_column("annotation_sets", sa.Column("guideline_version", sa.Integer(), nullable=True))
    op.add_column("journal", sa.Column("decision", sa.Text(), nullable=True))


def _make_tables() -> None:
    op.create_table(
        "guidelines",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_guidelines"),
    )
    op.create_table(
        "assignments",
        sa.Column("page_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("annotator_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_assignments_page_id"),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name="fk_assignments_annotator_id"
        ),
        sa.PrimaryKeyConstraint("page_id", "annotator_id", name="pk_assignments"),
    )
    op.create_table(
        "remarks",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("thread", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_remarks_page_id"),
        sa.ForeignKeyConstraint(["author_id"], ["annotators.id"], name="fk_remarks_author_id"),
        sa.ForeignKeyConstraint(["about_id"], ["annotators.id"], name="fk_remarks_about_id"),
        sa.PrimaryKeyConstraint("id", name="pk_remarks"),
    )
    op.create_index("ix_remarks_page_id", "remarks", ["page_id"])
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER remarks_refuse_{action.lower()} BEFORE {action} ON remarks "
            "BEGIN SELECT RAISE(ABORT, 'a remark is never changed'); END"
        )
