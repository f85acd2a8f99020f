"""Passkeys, authenticator apps and recovery codes: the library's own pages, behind our gates and in our frame."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import path

from alongside.domain.people.second_step import seal_secret, unseal_secret
from alongside.web.gates import open_to_all, signed_in
from alongside.web.people.signing_in import ask_for_link


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed before they are stored."""

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_secret(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def build_totp_svg(self, url: str) -> str:
        import segno

        drawing: str = segno.make(url, micro=False).svg_inline(border=3, dark="#000", light="#fff", omitsize=True)
        return drawing


# The library finds its pages by these names, so they stand in no namespace.
urlpatterns = [
    path("sign-in/", ask_for_link, name="account_login"),
    path("sign-in/second-step/", open_to_all(base.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", open_to_all(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", signed_in(base.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("settings/security/", signed_in(base.index), name="mfa_index"),
    path("settings/security/app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("settings/security/app/remove/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("settings/security/codes/", signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "settings/security/codes/new/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "settings/security/codes/download/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("settings/security/passkeys/", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("settings/security/passkeys/add/", signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("settings/security/passkeys/<int:pk>/", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "settings/security/passkeys/<int:pk>/remove/", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
]
