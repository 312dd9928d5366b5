"""A file or a stream to SourceText."""
