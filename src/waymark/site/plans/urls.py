from django.urls import path

from waymark.site.plans import asking_views, deciding_views, goal_views, print_views, views

urlpatterns = [
    path("people/<str:person>/workspace", deciding_views.workspace, name="workspace"),
    path("people/<str:person>/workspace/say", deciding_views.say_lines, name="say-lines"),
    path("people/<str:person>/workspace/line/<str:line>", deciding_views.decide, name="decide"),
    path("people/<str:person>/workspace/meets", deciding_views.meets, name="meets"),
    path("people/<str:person>/workspace/goal", goal_views.goal, name="word-goal"),
    path("people/<str:person>/plan", views.make, name="make-plan"),
    path("people/<str:person>/plan/<str:version>", views.version, name="plan"),
    path("people/<str:person>/plan/<str:version>/changes", views.changes, name="plan-changes"),
    path("people/<str:person>/plan/<str:version>/sign", views.sign, name="sign-plan"),
    path("people/<str:person>/plan/<str:version>/sign/here", views.witness, name="sign-here"),
    path("people/<str:person>/plan/<str:version>/print", print_views.printed, name="print-plan"),
    path("people/<str:person>/plan/<str:version>/why", asking_views.why, name="plan-why"),
    path("people/<str:person>/plan/<str:version>/why/<str:line>", asking_views.why_line, name="plan-why-line"),
]
