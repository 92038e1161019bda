"""Every address of the site."""

from django.urls import include, path

# They are tried in this order: first the rooms in which the day is spent.
urlpatterns = [
    path("", include("waymark.site.records.urls")),
    path("", include("waymark.site.people.urls")),
    path("", include("waymark.site.interviews.urls")),
    path("", include("waymark.site.plans.urls")),
    path("", include("waymark.site.walking.urls")),
    path("", include("waymark.site.worklist.urls")),
    path("", include("waymark.site.accounts.urls")),
    path("", include("waymark.site.audit.urls")),
    path("", include("waymark.site.documents.urls")),
    path("", include("waymark.site.notes.urls")),
    path("", include("waymark.site.appointments.urls")),
    path("", include("waymark.site.messages.urls")),
    path("", include("waymark.site.meetings.urls")),
    path("", include("waymark.site.oversight.urls")),
    path("", include("waymark.site.rewards.urls")),
    path("", include("waymark.site.pages.urls")),
    path("", include("waymark.site.operations.urls")),
]
handler400 = "waymark.site.pages.failures.bad_request"
handler404 = "waymark.site.pages.failures.absent"
handler500 = "waymark.site.pages.failures.server_error"
