"""Pages of groups: finding and joining one, posts, members, and looking after it."""
