"""Recognisers without context: text to matches."""
