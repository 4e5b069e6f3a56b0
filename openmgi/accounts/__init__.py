"""Who people are: users, how they sign in, and how they are invited."""
