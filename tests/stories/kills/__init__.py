"""What the story of killed processes is made of."""
