"""SourceText to CleanText: every change is an edit."""
