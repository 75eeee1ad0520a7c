"""Other formats: what other programs wrote, taken in as claims that say what is missing."""
