"""Facts and rules of the field. Standard library only."""
