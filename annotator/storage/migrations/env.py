"""What Alembic runs for every migration: the scripts, on the connection it was given.

The transaction belongs to the caller, who checks the outcome before it is committed. Nothing here
or in the scripts knows today's tables: a script means the tables of its own day.
"""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
