"""The charts: each draws one table, and computes nothing."""
