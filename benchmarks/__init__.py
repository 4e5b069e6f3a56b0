"""What we promise about speed and size, runnable: `make bench` prints one JSON line a figure."""
