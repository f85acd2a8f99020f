"""Pages of a private space: chat, posts, files, search, the agreement, and one's own copy of everything."""
