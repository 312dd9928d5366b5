"""CleanText to Outline: zones, parts, sentences."""
