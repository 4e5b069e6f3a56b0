"""Search over the findings of all current publications: by words, by meaning, by question; with feeds."""
