"""What proposals cost and bring: charts, and the same numbers as tables."""
