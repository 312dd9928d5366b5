"""Many notices at once: a pool of worker processes, results that are kept once, tables of all of them."""
