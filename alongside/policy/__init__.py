"""Who may see and do what, and nowhere else."""
