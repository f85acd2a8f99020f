"""Pages about programs: launching one, changing it, its weekly steps, and the Mentorship tab members see."""
