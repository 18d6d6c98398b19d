"""The written rules of a project beside its pages; a stranger's, maybe: nothing in them acts."""
