"""Floor 6: two editions side by side, and what one difference does to prompts and evidence."""
