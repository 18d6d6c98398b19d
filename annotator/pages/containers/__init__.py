"""Readers of everything that pages arrive in: one module a kind, told apart by their content."""
