"""What the story of the canary is made of: words nobody else may meet, and every place where they could turn up."""
