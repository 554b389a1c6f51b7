"""The pages and files that a campaign is handed on as."""
