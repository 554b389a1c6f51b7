"""The boards: each a state that knows and a view that shows."""
