"""How cleaners did, as one file that any browser shows, without a script and from no net."""
