"""The parts of the dialog that asks what to export, and what is done with the answer."""
