"""A document in each format: HTML, Markdown, PDF, Word, slides."""
