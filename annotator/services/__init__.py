"""Use cases: what the window and the command line do, each in one place."""
