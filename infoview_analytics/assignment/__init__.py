"""The class assignment: a report to hand in, its charts, and the teacher's table."""
