"""Groups: communities, who belongs to them in which role, how one joins, and what is posted there."""
