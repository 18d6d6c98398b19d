"""What Alembic runs for every migration: the scripts, on the connection it was given.

The transaction belongs to the caller, who checks the outcome before it is committed.
"""

from __future__ import annotations

from alembic import context

from annotator.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most of a table: it is copied instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
