"""The page to take along to a talk, and the questions on it."""
