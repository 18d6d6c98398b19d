"""What a machine proposes for the open page: drawn, told, accepted, and never taken for a label."""
