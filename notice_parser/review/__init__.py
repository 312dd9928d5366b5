"""What a person should look at: missing, doubtful, contradictory."""
