"""What people say to each other about a page, and the rules they share."""
