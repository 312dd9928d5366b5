"""Outline to Notice."""
