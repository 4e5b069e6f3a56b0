"""What people do in an assessment. Each act is one transaction, asks whether it is allowed, and writes its Event."""
