"""What the pages of the demo cost the server."""
