"""Sending a bundle to a colleague, and receiving one, from the window."""
