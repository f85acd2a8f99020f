"""Acts on the way: opening steps, answering, swapping, skipping, goals, meetings and check-ins."""
