"""The tables of a project, in column types that SQLite and PostgreSQL share.

What lists show stands in `pages`; the bytes and the text stand in tables of their own, so that a
list never reads them. A set belongs to one page and one annotator, and to the document that its
offsets count in. No foreign key deletes by cascade: a row that others need cannot vanish.

Options that begin with `sqlite_` are read by SQLite alone: page numbers are never given out twice
(PostgreSQL never does), and rows that every save writes lie in their key itself, which spares each
save two pages of the file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

from annotator.core.errors import BugError

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A moment as an aware datetime in UTC, also where the database forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse times without a zone: nobody can say which moment they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise BugError(f"the time {value} has no zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Give back what SQLite dropped: everything stored is UTC."""
        if value is None:
            return None
        moment = cast("datetime", value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


projects = Table(
    "projects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", String(36), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("blind_share", Float, nullable=False, server_default="0"),
)

label_sets = Table(
    "label_sets",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("added_at", UtcTime, nullable=False),
)

# `fork_of` is whose set a set of this name was, before the same one was changed in two places.
annotators = Table(
    "annotators",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("fork_of", ForeignKey("annotators.id")),
)

guidelines = Table(
    "guidelines",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("added_at", UtcTime, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("byte_count", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("site", Text, nullable=False, index=True),
    Column("charset", Text),
    Column("encoding", String(64), nullable=False),
    Column("encoding_source", String(32), nullable=False),
    Column("replaced_count", Integer, nullable=False),
    Column("cut", Text),
    Column("block_count", Integer, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Column("fetched_at", UtcTime),
    Column("given_title", Text),
    Column("is_blind", Boolean, nullable=False, server_default=false()),
    Column("is_calibration", Boolean, nullable=False, server_default=false()),
    # What was said of the right to pass the page on; NULL where nobody said anything.
    Column("licence", Text),
    sqlite_autoincrement=True,
)

page_contents = Table(
    "page_contents",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True, autoincrement=False),
    Column("frame", LargeBinary, nullable=False),
)

# Images and style sheets that came with a page, numbered from 1 in their order.
page_resources = Table(
    "page_resources",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("byte_count", Integer, nullable=False),
    Column("frame", LargeBinary, nullable=False),
)

# What proposals are made from; it can be made again from the page. The two last columns have eight
# bytes a block or a signature, and are NULL until somebody needed them.
page_evidence = Table(
    "page_evidence",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True, autoincrement=False),
    Column("version", String(64), nullable=False, index=True),
    Column("byte_count", Integer, nullable=False),
    Column("frame", LargeBinary, nullable=False),
    Column("text_hashes", LargeBinary),
    Column("signatures", LargeBinary),
)

# What to expect of a page, for the order of work; found in the background, and at any time again.
page_prospects = Table(
    "page_prospects",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True, autoincrement=False),
    Column("template", Integer, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("doubtful_count", Integer, nullable=False),
    Column("model", Text, nullable=False),
)

# What the program learned from this project; the last row counts.
learners = Table(
    "learners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", UtcTime, nullable=False),
    Column("model", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# `digest` is the SHA-256 of text and blocks: annotations mean something on that text alone.
documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("segmenter", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    UniqueConstraint("page_id", "segmenter"),
)


# One annotator's assignment to a page, and the state of the set. `revision` is the number of lines
# of its journal and the version of the row: an update names the revision that it builds on.
# `received_revision` is how much of it came from a colleague's project, 0 where all was made here;
# `guideline_version` is that of the guidelines at its last step, NULL where there were none.
annotation_sets = Table(
    "annotation_sets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("annotator_id", ForeignKey("annotators.id"), nullable=False, index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("undecided_count", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("received_revision", Integer, nullable=False, server_default="0"),
    Column("guideline_version", Integer),
    UniqueConstraint("page_id", "annotator_id"),
)

# Not `annotations`: every module here imports that name from __future__.
annotation_rows = Table(
    "annotations",
    metadata,
    Column("set_id", ForeignKey("annotation_sets.id"), primary_key=True, autoincrement=False),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, nullable=False),
    Column("label", String(64), nullable=False),
    Column("origin", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("uncertain", Boolean, nullable=False),
    CheckConstraint('start >= 0 AND "end" > start', name="span"),
    sqlite_with_rowid=False,
)

journal = Table(
    "journal",
    metadata,
    Column("set_id", ForeignKey("annotation_sets.id"), primary_key=True, autoincrement=False),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("annotator_id", ForeignKey("annotators.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("proposed", Text),
    Column("model", Text),
    Column("elapsed_ms", Integer),
    Column("decision", Text),
    sqlite_with_rowid=False,
)

# Who is to label what. A set without an assignment is fine: its annotator chose the page.
assignments = Table(
    "assignments",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True, autoincrement=False),
    Column("annotator_id", ForeignKey("annotators.id"), primary_key=True, autoincrement=False),
    Column("given_at", UtcTime, nullable=False),
)

# Comments and verdicts; a remark is never changed. `thread` is no foreign key: what opened it may
# still be on its way from a colleague.
remarks = Table(
    "remarks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("thread", String(36), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("author_id", ForeignKey("annotators.id"), nullable=False),
    Column("about_id", ForeignKey("annotators.id")),
    Column("start", Integer),
    Column("end", Integer),
    Column("quote", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("revision", Integer),
    Column("made_at", UtcTime, nullable=False),
)
