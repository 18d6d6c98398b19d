"""How cleaners do on the labels of a project: figures, and the pages on which they fail most."""
