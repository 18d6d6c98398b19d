"""The bundle: a ZIP of JSON Lines and page bytes that goes from one project to another."""
