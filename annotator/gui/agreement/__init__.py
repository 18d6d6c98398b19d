"""How far annotators agree: plots, the same numbers as tables, and the way to the places."""
