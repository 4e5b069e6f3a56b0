"""Two to four profiles side by side: places, or editions and versions of one place. Never a total, never an order."""
