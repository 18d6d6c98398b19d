"""The window in which a reviewer decides where annotators disagree; loaded when it is asked for."""
