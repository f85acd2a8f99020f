"""What an operator can ask for, one file each."""
