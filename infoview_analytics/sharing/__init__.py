"""Copies of a campaign that can be handed in: nobody's name, nobody's words."""
