"""The words to do it with: drafts in several languages, and a look at any draft."""
