from django.urls import path

from waymark.site.interviews import entry_views, own_views, views

urlpatterns = [
    path("people/<str:person>/interview", views.interview, name="interview"),
    path("people/<str:person>/interview/begin", views.begin, name="interview-begin"),
    path("people/<str:person>/interview/ask", views.ask, name="interview-ask"),
    path("people/<str:person>/interview/pause", views.pause, name="interview-pause"),
    path("people/<str:person>/interview/reviews/<str:review>/looked", views.looked, name="review-looked"),
    path("people/<str:person>/interview/own", own_views.give_own, name="own-part"),
    path("people/<str:person>/interview/own/<str:part>/end", own_views.end_own, name="own-part-end"),
    path("people/<str:person>/interview/forms", entry_views.forms, name="interview-forms"),
    path("people/<str:person>/interview/form", entry_views.enter, name="interview-form"),
    path("people/<str:person>/interview/paper", entry_views.paper, name="interview-paper"),
    path("answer/<str:token>", own_views.arrive, name="answer"),
    path("answering", own_views.answering, name="answering"),
    path("answering/closed", own_views.closed, name="answer-closed"),
]
