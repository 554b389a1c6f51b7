"""What happened, written down: which row it is, what it may hold, and what was said back."""
