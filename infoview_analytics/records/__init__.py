"""The record files: what they hold, and how they are read, checked and made."""
