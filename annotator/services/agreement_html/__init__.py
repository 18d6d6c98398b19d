"""The report of agreement as one file that any browser shows, without a script and from no net."""
