"""Alembic scripts that bring a project file from any earlier version to the current one."""
