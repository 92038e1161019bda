from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "waymark.site.worklist"
    label = "worklist"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from waymark.site.people.following import follow
        from waymark.site.worklist.behind import fall_behind, make_true

        follow("worklist", make_true, in_passing=fall_behind)
