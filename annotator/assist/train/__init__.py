"""Making the base model, off line: no part of the running program."""
