"""What the site holds beside pages: search index, JSON, feed, font."""
