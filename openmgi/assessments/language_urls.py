from django.urls import path

from openmgi.assessments.views import translation_files, wording

urlpatterns = [
    # work/glossary/ below <language>
    path("work/glossary/", wording.glossary, name="glossary"),
    path("work/glossary/terms.csv", wording.download, name="glossary-file"),
    path("work/glossary/import/", wording.upload, name="import-glossary"),
    path("work/glossary/<int:number>/remove/", wording.remove, name="remove-term"),
    # <language>/work/<assessment>/findings/languages/
    path(
        "work/<int:pk>/findings/languages/<str:language>.po", translation_files.download, name="download-translations"
    ),
    path(
        "work/<int:pk>/findings/languages/<str:language>/", translation_files.translation_file, name="translation-file"
    ),
]
