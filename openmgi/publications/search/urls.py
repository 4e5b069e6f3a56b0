"""Addresses of the search over findings."""

from django.urls import path

from openmgi.publications.search import feed_views, views

urlpatterns = [
    # <language>/search/
    path("search/", views.search, name="search"),
    path("search/feed.atom", feed_views.atom_feed, name="search-atom"),
    path("search/feed.json", feed_views.feed_as_json, name="search-json"),
    path("search/like/<str:slug>/<int:domain>/<int:order>/", views.places_like, name="search-like"),
]
