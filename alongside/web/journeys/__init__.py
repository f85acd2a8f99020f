"""Pages of the way two people walk: this week, all weeks, the goal, meetings, the check-in."""
