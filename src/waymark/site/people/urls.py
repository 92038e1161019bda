from django.urls import path

from waymark.site.people import views

urlpatterns = [
    path("", views.people, name="home"),
    path("people/new", views.register, name="register"),
    path("people/<str:person>", views.person, name="person"),
]
