"""Reads Chinese official notices."""
