"""Pages of the workspace. Each fetches an assessment with the person's right to it, makes one call, and answers."""
