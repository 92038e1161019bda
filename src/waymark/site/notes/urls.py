from django.urls import path

from waymark.site.notes import views

urlpatterns = [
    path("people/<str:person>/sessions", views.sessions, name="sessions"),
    path("people/<str:person>/sessions/new", views.write, name="write-session"),
    path("people/<str:person>/sessions/<str:note>/amend", views.amend, name="amend-session"),
    path("people/<str:person>/steps/<str:step>", views.close, name="close-step"),
    path("people/<str:person>/counselling", views.counselling, name="counselling"),
    path("people/<str:person>/counselling/<str:remark>", views.rewrite, name="rewrite-counselling"),
]
