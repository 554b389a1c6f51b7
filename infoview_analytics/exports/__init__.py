"""Tables and graphs for other tools."""
