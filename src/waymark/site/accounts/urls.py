from django.urls import path

from waymark.site.accounts import links, own, staff, views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-in/second", views.sign_in_second, name="sign-in-second"),
    path("sign-off", views.sign_off, name="sign-off"),
    path("account", own.account, name="account"),
    path("account/language", own.language, name="account-language"),
    path("account/role", own.choose_role, name="choose-role"),
    path("account/password", own.password, name="password"),
    path("account/sessions", own.sessions, name="sessions"),
    path("account/sessions/end-others", own.end_others, name="end-other-sessions"),
    path("account/sessions/<str:session>/end", own.end_session, name="end-session"),
    path("account/second-factors", own.second_factors, name="second-factors"),
    path("account/second-factors/app", own.add_app, name="add-app"),
    path("account/second-factors/passkey", own.add_passkey, name="add-passkey"),
    path("account/second-factors/codes", own.recovery_codes, name="recovery-codes"),
    path("account/second-factors/<str:factor>/remove", own.remove_factor, name="remove-factor"),
    path("account/drafts", own.kept, name="drafts"),
    path("account/drafts/<str:draft>", own.kept_one, name="draft"),
    path("account/drafts/<str:draft>/discard", own.discard_draft, name="discard-draft"),
    path("invitation/<str:token>", links.invitation, name="invitation"),
    path("new-password/<str:token>", links.reset, name="reset"),
    path("staff", staff.staff, name="staff"),
    path("staff/invite", staff.invite_staff, name="invite-staff"),
    path("staff/invitations/<str:invitation>/withdraw", staff.withdraw, name="withdraw-invitation"),
    path("staff/<str:member>/end", staff.end, name="end-membership"),
    path("staff/<str:member>/reset", staff.reset_link, name="reset-link"),
    path("people/<str:person>/invite", staff.invite_person, name="invite-person"),
]
