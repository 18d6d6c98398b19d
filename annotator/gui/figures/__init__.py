"""What every panel of figures is made of: charts over pages, tables, and room for both."""
