"""Subject terms (主题词) that a register may take up, suggested from the words of a notice."""
