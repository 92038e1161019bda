from django.urls import path

from waymark.site.plans import views

urlpatterns = [
    path("people/<str:person>/plan", views.make, name="make-plan"),
    path("people/<str:person>/plan/<str:version>", views.version, name="plan"),
    path("people/<str:person>/plan/<str:version>/changes", views.changes, name="plan-changes"),
    path("people/<str:person>/plan/<str:version>/lines", views.lines, name="plan-lines"),
    path("people/<str:person>/plan/<str:version>/decide", views.decide, name="decide"),
    path("people/<str:person>/plan/<str:version>/sign", views.sign, name="sign-plan"),
]
