from django.urls import path

from waymark.site.people import emergencies, views

urlpatterns = [
    path("", views.home, name="home"),
    path("people", views.people, name="people"),
    path("people/new", views.register, name="register"),
    path("people/<str:person>", views.person, name="person"),
    path("people/<str:person>/identity", views.identity, name="change-identity"),
    path("people/<str:person>/contact", views.contact, name="contact"),
    path("people/<str:person>/team", views.team, name="care-team"),
    path("people/<str:person>/team/add", views.join, name="join-team"),
    path("people/<str:person>/team/<str:place>/end", views.leave, name="leave-team"),
    path("people/<str:person>/ending", views.ending, name="close-episode"),
    path("people/<str:person>/again", views.again, name="reopen-episode"),
    path("people/<str:person>/emergency", emergencies.break_the_glass, name="emergency"),
    path("emergencies", emergencies.emergencies, name="emergencies"),
    path("emergencies/<str:emergency>", emergencies.review, name="review-emergency"),
]
