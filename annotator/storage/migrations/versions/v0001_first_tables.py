"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first version."""
    _make_project_tables()
    _make_page_tables()
    _make_set_tables()
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER journal_refuses_{action.lower()} BEFORE {action} ON journal "
                "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )


def _make_project_tables() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_projects"),
        sa.UniqueConstraint("uuid", name="uq_projects_uuid"),
    )
    op.create_table(
        "label_sets",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name="fk_label_sets_project_id"),
        sa.PrimaryKeyConstraint("project_id", "version", name="pk_label_sets"),
    )
    op.create_table(
        "annotators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotators"),
        sa.UniqueConstraint("name", name="uq_annotators_name"),
    )


def _make_page_tables() -> None:
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("encoding", sa.String(64), nullable=False),
        sa.Column("encoding_source", sa.String(32), nullable=False),
        sa.Column("replaced_count", sa.Integer(), nullable=False),
        sa.Column("cut", sa.Text(), nullable=True),
        sa.Column("block_count", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
        sa.UniqueConstraint("digest", name="uq_pages_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "page_contents",
        sa.Column("page_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_page_contents_page_id"),
        sa.PrimaryKeyConstraint("page_id", name="pk_page_contents"),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("segmenter", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.UniqueConstraint("page_id", "segmenter", name="uq_documents_page_id"),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_documents_page_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )


def _make_set_tables() -> None:
    op.create_table(
        "annotation_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("undecided_count", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("page_id", "annotator_id", name="uq_annotation_sets_page_id"),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_annotation_sets_page_id"),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name="fk_annotation_sets_annotator_id"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_annotation_sets_document_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_annotation_sets"),
    )
    op.create_index("ix_annotation_sets_annotator_id", "annotation_sets", ["annotator_id"])
    op.create_index("ix_annotation_sets_document_id", "annotation_sets", ["document_id"])
    op.create_table(
        "annotations",
        sa.Column("set_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="ck_annotations_span"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_sets.id"], name="fk_annotations_set_id"),
        sa.PrimaryKeyConstraint("set_id", "start", name="pk_annotations"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        sa.Column("set_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_sets.id"], name="fk_journal_set_id"),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotators.id"], name="fk_journal_annotator_id"
        ),
        sa.PrimaryKeyConstraint("set_id", "sequence", name="pk_journal"),
        sqlite_with_rowid=False,
    )
