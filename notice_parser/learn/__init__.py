"""Reading corpora, measuring, training; no stage imports it."""
