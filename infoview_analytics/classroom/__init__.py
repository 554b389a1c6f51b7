"""What each student's report tells in numbers, and the table over a class."""
