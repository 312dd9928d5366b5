"""Types and arithmetic: no rules, no input or output."""
