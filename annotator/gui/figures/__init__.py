"""What every panel of figures is made of: tables of numbers, and room for charts."""
