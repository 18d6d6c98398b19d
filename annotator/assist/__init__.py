"""What the machine proposes: evidence in numbers, rules, a base model, and what it learns."""
