"""The whole public site as a folder of files, for any web host or a USB stick."""
