"""SDG indicator 10.7.2: what governments reported, and beside it, clearly apart, what published profiles say."""
