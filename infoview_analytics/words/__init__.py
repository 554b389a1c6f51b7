"""What the tables say, in plain sentences: the one place where results become words."""
