"""The commands, a module for each kind; each reads its arguments, calls one function and prints.

Only click is imported at the top, so that ``--help`` answers at once.
"""
