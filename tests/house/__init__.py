"""The rules of docs/architecture.md as tests: each names the file and what to do about it."""
