"""The window: views, Qt models, actions and settings over the services."""
