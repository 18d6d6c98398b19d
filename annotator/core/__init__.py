"""Values and pure functions of labelling; knows the standard library alone."""
