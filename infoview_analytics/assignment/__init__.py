"""The class assignment: a report to hand in, and its charts."""
