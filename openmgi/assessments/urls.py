from django.urls import include, path

from openmgi.assessments.views import (
    adjudicating,
    answering,
    consulting,
    documents,
    drafting,
    files,
    finding,
    gate,
    reader,
    replying,
    setting_up,
    talking,
    work,
)

urlpatterns = [
    # <language>/work/
    path("work/", work.work, name="my-work"),
    path("work/programme/", work.programme, name="programme"),
    path("work/new/", setting_up.new_assessment, name="new-assessment"),
    # <language>/work/<assessment>/
    path("work/<int:pk>/", work.assessment, name="assessment"),
    path("work/<int:pk>/move/", work.move_stage, name="move-stage"),
    path("work/<int:pk>/set-up/", setting_up.set_up, name="set-up"),
    path("work/<int:pk>/people/", setting_up.people, name="people"),
    path("work/<int:pk>/people/<int:member>/", setting_up.assignments, name="assignments"),
    path("work/<int:pk>/people/<int:member>/remove/", setting_up.remove, name="remove-member"),
    path("work/<int:pk>/double-coding/", setting_up.double_coding, name="double-coding"),
    path("work/<int:pk>/agreement/", adjudicating.agreement, name="agreement"),
    path("work/<int:pk>/agreement/<str:code>/", adjudicating.adjudication, name="adjudication"),
    path("work/<int:pk>/export.<str:form>", files.export, name="export-assessment"),
    # <language>/work/<assessment>/topics/
    path("work/<int:pk>/topics/<int:number>/<str:code>/", answering.topic, name="work-topic"),
    path(
        "work/<int:pk>/topics/<int:number>/<str:code>/suggestions/", finding.topic_suggestions, name="topic-suggestions"
    ),
    # <language>/work/<assessment>/answers/
    path("work/<int:pk>/answers/<str:code>/<str:coding>/", answering.save, name="save-answer"),
    path("work/<int:pk>/answers/<str:code>/<str:coding>/quotes/", answering.quote, name="add-quote"),
    path("work/<int:pk>/confirm/<str:code>/", answering.still_so, name="confirm-answer"),
    path("work/<int:pk>/quotes/<int:quote_pk>/remove/", answering.drop_quote, name="remove-quote"),
    path("work/<int:pk>/quotes/<int:quote_pk>/settle/", reader.settle, name="settle-quote"),
    # <language>/work/<assessment>/documents/
    path("work/<int:pk>/documents/", documents.documents, name="documents"),
    path("work/<int:pk>/documents/add/", documents.add, name="add-document"),
    path("work/<int:pk>/documents/<int:document>/", documents.document, name="document"),
    path("work/<int:pk>/documents/<int:document>/versions/", documents.new_version, name="new-version"),
    path("work/<int:pk>/documents/<int:document>/<int:number>/file", documents.file, name="document-file"),
    path("work/<int:pk>/documents/<int:document>/<int:number>/<int:page>/", reader.page, name="reader"),
    path("work/<int:pk>/documents/<int:document>/<int:number>/<int:page>/image", reader.image, name="page-image"),
    path("work/<int:pk>/documents/<int:document>/<int:number>/<int:page>/marks", reader.marks, name="page-marks"),
    path("work/<int:pk>/documents/<int:document>/<int:number>/<int:page>/quote/", reader.make_quote, name="make-quote"),
    path("work/<int:pk>/search/", finding.search, name="search-documents"),
    path("work/<int:pk>/gate/", gate.gate, name="gate"),
    path("work/<int:pk>/preview/", gate.preview, name="preview"),
    path("work/<int:pk>/sign-off/", gate.sign, name="sign-off"),
    # <language>/work/<assessment>/consultation/
    path("work/<int:pk>/consultation/", consulting.consultation, name="consultation"),
    path("work/<int:pk>/consultation/report.<str:form>", consulting.report, name="consultation-report"),
    path("work/<int:pk>/consultation/comments/", consulting.comments, name="comments"),
    path("work/<int:pk>/consultation/comments/<int:comment>/", consulting.answer, name="settle-comment"),
    path("work/<int:pk>/consultation/<int:reply>/", consulting.asked, name="asked"),
    path("work/<int:pk>/consultation/<int:reply>/arrange/", consulting.arrange, name="arrange-reply"),
    # <language>/work/<assessment>/reply/
    path("work/<int:pk>/naming/", replying.naming, name="naming"),
    path("work/<int:pk>/reply/", replying.mine, name="my-replies"),
    path("work/<int:pk>/reply/<int:reply>/", replying.reply, name="reply"),
    path("work/<int:pk>/reply/<int:reply>/submit/", replying.send, name="submit-reply"),
    path("work/<int:pk>/reply/<int:reply>/<int:number>/", replying.domain, name="reply-domain"),
    path("work/<int:pk>/reply/<int:reply>/<int:number>/agree/", replying.agree, name="agree-with-the-rest"),
    path("work/<int:pk>/reply/<int:reply>/<str:kind>/<str:key>/", replying.say, name="say"),
    path("work/<int:pk>/reply/<int:reply>/<str:kind>/<str:key>/quote/", replying.quote, name="cite"),
    # <language>/work/<assessment>/findings/
    path("work/<int:pk>/findings/", drafting.board, name="findings"),
    path("work/<int:pk>/findings/introduction/", drafting.introduce, name="introduce"),
    path("work/<int:pk>/findings/domains/<int:number>/", drafting.domain, name="findings-domain"),
    path("work/<int:pk>/findings/domains/<int:number>/add/", drafting.add, name="add-finding"),
    path("work/<int:pk>/findings/<int:draft>/", drafting.finding, name="finding"),
    path("work/<int:pk>/findings/<int:draft>/arrange/", drafting.arrange, name="arrange-finding"),
    path("work/<int:pk>/findings/<int:draft>/<str:language>/", drafting.translation, name="finding-translation"),
    path("work/<int:pk>/findings/<int:draft>/<str:language>/review/", drafting.reviewed, name="review-finding"),
    # <language>/work/<assessment>/indicators/
    path("work/<int:pk>/indicators/<str:code>/", talking.indicator, name="work-indicator"),
    path("work/<int:pk>/indicators/<str:code>/messages/", talking.add_message, name="add-message"),
    path("work/<int:pk>/indicators/<str:code>/flags/", talking.add_flag, name="add-flag"),
    path("work/<int:pk>/indicators/<str:code>/suggestions/", finding.suggestions, name="suggestions"),
    path("work/<int:pk>/flags/<int:flag>/", talking.settle_flag, name="settle-flag"),
    path("", include("openmgi.assessments.workbook_urls")),
    path("", include("openmgi.assessments.language_urls")),
]
