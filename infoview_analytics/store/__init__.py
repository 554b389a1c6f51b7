"""Saves that cannot lose a row: locked, checked, all at once, and with a way back."""
