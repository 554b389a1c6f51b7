"""Notebooks without what a run left in them, in a file and for git."""
