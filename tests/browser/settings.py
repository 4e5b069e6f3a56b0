"""The product's settings, with one page that fails on purpose."""

from openmgi.settings import *  # noqa: F403 - a settings file is a list of names

ROOT_URLCONF = "tests.publications.portal.broken_urls"
