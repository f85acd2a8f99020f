"""Root addresses. Each area keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alongside.web.site.urls")),
    path("", include("alongside.web.health.urls")),
    path("", include("alongside.web.notices.urls")),
    path("", include("alongside.web.safety.urls")),
    path("", include("alongside.web.people.urls")),
    path("", include("alongside.web.people.second_steps")),
    path("", include("alongside.web.groups.urls")),
    path("", include("alongside.web.programs.urls")),
    path("", include("alongside.web.enrollments.urls")),
    path("", include("alongside.web.pairing.urls")),
    path("", include("alongside.web.overview.urls")),
    path("", include("alongside.web.mentorships.urls")),
    path("", include("alongside.web.operator.urls")),
    path("", include("alongside.web.today.urls")),
    path("", include("alongside.web.demo.urls")),
    path("", include("alongside.web.journeys.urls")),
    path("", include("alongside.web.spaces.urls")),
]

handler400 = "alongside.web.site.errors.bad_request"
handler403 = "alongside.web.site.errors.forbidden"
handler404 = "alongside.web.site.errors.not_found"
handler500 = "alongside.web.site.errors.broken"
