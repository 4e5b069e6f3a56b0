"""Addresses of frameworks: `pages` carry their language in the path, `files` do not."""

from django.urls import path

from openmgi.library import views

pages = [
    # <language>/frameworks/
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/<str:code>/", views.edition, name="edition"),
    path("frameworks/<str:code>/whole/", views.whole_edition, name="whole-edition"),
    path("frameworks/<str:code>/search/", views.search_edition, name="search-edition"),
    path("frameworks/<str:code>/sdg-10-7-2/", views.sdg_view, name="sdg-view"),
    path("frameworks/<str:code>/global-compact/", views.global_compact_view, name="global-compact-view"),
    path("frameworks/<str:code>/domains/<int:number>/", views.edition_domain, name="edition-domain"),
    path("frameworks/<str:code>/domains/<int:number>/<str:topic_code>/", views.topic, name="topic"),
    path("frameworks/<str:code>/indicators/<str:indicator_code>/", views.indicator, name="indicator"),
]

files = [
    # data/frameworks/
    path("data/frameworks/<str:code>/<str:name>", views.edition_file, name="edition-file"),
]
