"""What keeps secrets where they are: the guard against classified papers, and the redaction of personal data."""
