"""What the records say about what comes next."""
