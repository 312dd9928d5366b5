"""Annotations that people correct: out to Label Studio, and back into the form of the corpora."""
