"""What the editor does about the work as a whole: its order, its effort, whole sites at once."""
