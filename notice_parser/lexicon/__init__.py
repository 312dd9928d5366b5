"""Lists that the recognisers read: one record an entry, with its source."""
