"""The command line: the same jobs as the window, for scripts; imports no Qt."""
