from django.urls import path

from waymark.site.plans import views

urlpatterns = [
    path("people/<str:person>/plan", views.make, name="make-plan"),
    path("people/<str:person>/plan/<str:version>", views.version, name="plan"),
]
