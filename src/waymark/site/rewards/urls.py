from django.urls import path

from waymark.site.rewards import views

urlpatterns = [
    path("people/<str:person>/rewards", views.rewards, name="rewards"),
    path("people/<str:person>/rewards/new", views.begin, name="begin-rewards"),
    path("people/<str:person>/rewards/<str:reward>/test", views.test, name="reward-test"),
    path("people/<str:person>/rewards/<str:reward>/hand", views.hand, name="hand-out"),
    path("oversight/rewards", views.rules, name="reward-rules"),
]
