"""Addresses of themes."""

from django.urls import path

from openmgi.publications.themes import views

urlpatterns = [
    # <language>/themes/
    path("themes/", views.themes, name="themes"),
    path("themes/<str:code>/", views.edition_themes, name="edition-themes"),
    path("themes/<str:code>/indicators/<str:indicator_code>/", views.indicator, name="theme-indicator"),
    path(
        "themes/<str:code>/indicators/<str:indicator_code>/shares.<str:form>", views.indicator_file, name="theme-file"
    ),
    path("themes/<str:code>/topics/<int:number>/<str:topic_code>/", views.topic, name="theme-topic"),
    path(
        "themes/<str:code>/topics/<int:number>/<str:topic_code>/shares.<str:form>",
        views.topic_file,
        name="theme-topic-file",
    ),
    path("themes/<str:code>/sdg-10-7-2/<str:item>/", views.sdg_item, name="theme-sdg"),
    path("themes/<str:code>/sdg-10-7-2/<str:item>/shares.<str:form>", views.sdg_item_file, name="theme-sdg-file"),
    path("themes/<str:code>/global-compact/<int:number>/", views.objective, name="theme-objective"),
    path(
        "themes/<str:code>/global-compact/<int:number>/shares.<str:form>",
        views.objective_file,
        name="theme-objective-file",
    ),
]
