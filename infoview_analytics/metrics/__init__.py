"""The measures: how often people answer, how soon, and whether the goal is kept."""
