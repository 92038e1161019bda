from django.urls import path

from waymark.site.meetings import views

urlpatterns = [
    path("people/<str:person>/meetings", views.meetings, name="meetings"),
    path("people/<str:person>/meetings/new", views.hold, name="hold-meeting"),
    path("people/<str:person>/meetings/ask", views.ask, name="ask-opinion"),
    path("people/<str:person>/meetings/<str:opinion>/answer", views.answer, name="answer-opinion"),
]
