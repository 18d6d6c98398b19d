"""The open project: tables, their mapping to core values, migrations and backup."""
