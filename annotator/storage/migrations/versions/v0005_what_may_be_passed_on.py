"""What an export needs: what was said of the right to pass a page on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that is NULL for all earlier pages: nobody said anything of them."""
    op.add_column("pages", sa.Column("licence", sa.Text(), nullable=True))
