"""Who labels what: pages shared out among people, and the list of one's own."""
