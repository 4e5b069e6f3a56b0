"""What the library tells those above it, of whom it knows nothing."""

from django.dispatch import Signal

# A version of a document can be read now. Sent once for each version, in the transaction that notes it: `version`.
version_was_read = Signal()
