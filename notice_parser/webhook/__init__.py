"""Sending a plan to the one address that is given; the only part of the program that opens a connection."""
