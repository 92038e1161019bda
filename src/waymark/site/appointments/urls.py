from django.urls import path

from waymark.site.appointments import views

urlpatterns = [
    path("calendar", views.calendar, name="calendar"),
    path("calendar/groups/new", views.group, name="new-group"),
    path("calendar/groups/<str:meeting>", views.group_session, name="group-session"),
    path("calendar/groups/<str:meeting>/more", views.more_sessions, name="more-sessions"),
    path("calendar/feed", views.feed, name="calendar-feed"),
    path("calendar/feed/<str:feed>.ics", views.read_feed, name="read-feed"),
    path("people/<str:person>/appointments", views.times, name="appointments"),
    path("people/<str:person>/appointments/new", views.make_appointment, name="book"),
    path("people/<str:person>/appointments/<str:appointment>", views.one, name="appointment"),
    path("people/<str:person>/groups/join", views.join, name="join-group"),
    path("people/<str:person>/groups/leave", views.leave, name="leave-group"),
]
