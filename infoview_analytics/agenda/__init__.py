"""What to do next, for whom and by when: the rules, the plan of the week, the calendar."""
