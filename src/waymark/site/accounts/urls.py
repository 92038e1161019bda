from django.urls import path

from waymark.site.accounts import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-off", views.sign_off, name="sign-off"),
]
