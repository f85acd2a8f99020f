"""One of every thing an address could name."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData
from PIL import Image

from alongside.domain.desk.commands.notes import note_about_pair
from alongside.domain.enrollments.commands.polls import ask_members
from alongside.domain.enrollments.commands.rosters import upload_roster
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.groups.commands.join_requests import request_to_join
from alongside.domain.groups.commands.posts import post_to_group
from alongside.domain.groups.models import Gathering, Group, GroupComment, Invitation, JoinRequest
from alongside.domain.journeys.commands.calendars import open_calendar
from alongside.domain.journeys.models import ExtraOpening, GoalStep, Meeting
from alongside.domain.mentorships.commands.mentor_requests import request_mentor
from alongside.domain.mentorships.models import Conversation, MentorRequest, Mentorship, Testimonial
from alongside.domain.notifications.commands.organizer_letters import write_to_people
from alongside.domain.notifications.jobs import tell_of_organizers_letters
from alongside.domain.notifications.mail_choices import mail_token
from alongside.domain.notifications.models import Delivery
from alongside.domain.pairing.models import Match, NeverPair
from alongside.domain.people.commands.addresses import change_email
from alongside.domain.people.commands.profiles import upload_picture
from alongside.domain.people.commands.sign_in import send_sign_in_link
from alongside.domain.people.models import Device, EmailChange, Person
from alongside.domain.people.queries import email_change_token, sign_in_token
from alongside.domain.people.second_step import seal_secret
from alongside.domain.programs.models import ExtraStep, Program, Step
from alongside.domain.safety.commands.reports import Subject, decide_report, make_report
from alongside.domain.safety.models import Report
from alongside.domain.spaces.models import Attachment, Item, Revision
from tests import cast
from tests.house import world

People = dict[str, Person | None]


def in_room(pair: Mentorship) -> dict[str, Any]:
    """The things of one mentorship that addresses name."""
    attachment = Attachment.objects.filter(space=pair.space).first()
    item = attachment.item
    Item.objects.filter(pk=item.pk).update(edited_at=item.said_at)
    Revision.objects.create(item=item, edition=item.edition, sealed=item.sealed, replaced_at=item.said_at)
    return {
        "room_id": pair.pk,
        "space_id": pair.space_id,
        "item_id": attachment.item_id,
        "attachment_id": attachment.pk,
        "meeting_id": Meeting.objects.filter(journey=pair.journey).first().pk,
    }


def of_everything(
    there: world.World, group: Group, running: Program, pair: Mentorship, people: People, *, at: datetime
) -> dict[str, Any]:
    """What each placeholder stands for, also under "route placeholder" where a route needs another one."""
    things = {
        **in_room(pair),
        **_of_programs(there, group, running, at),
        **_of_pairing(there, group, at),
        **_of_people(there, at),
        **_of_safety(group, pair, there, people, at),
        "slug": group.slug, "program_id": running.pk, "mentorship_id": pair.pk, "person_id": cast.member(group).pk,
        "post_id": post_to_group(group, author=people["member"], body="Hello", at=at).pk,
        "comment_id": GroupComment.objects.filter(post__group=group).first().pk,
        "code": Invitation.objects.filter(group=group).first().code,
        "request_id": JoinRequest.objects.filter(group=group).first().pk,
        "testimonial_id": Testimonial.objects.filter(mentorship__program=running).first().pk,
        "opening_id": ExtraOpening.objects.create(
            walker=pair.journey.walkers.get(role="mentee"), wording={"title": "Call once"}, opened_at=at
        ).pk,
        "journeys:tick_goal_step step_id": GoalStep.objects.filter(goal__journey=pair.journey).first().pk,
        "batch": uuid4(), "row": "quiet", "note_id": note_about_pair(pair, there.organizer, "Called", at=at).pk,
        "position": 1, "page": 1, "role": "mentee", "how": "early", "band": "strong",
        "key": "career_advancement", "topic": "signing-in", "screen": "group", "token": "made-up",
    }  # fmt: skip
    when = {"starts_at": at + timedelta(days=3), "ends_at": at + timedelta(days=3, hours=1), "changed_at": at}
    things["gathering_id"] = Gathering.objects.create(group=group, title="Summer", **when).pk
    things["secret"] = open_calendar(there.mentee, at=at).rstrip("/").split("/")[-1].removesuffix(".ics")
    letter = Delivery.objects.first()
    Delivery.objects.filter(pk=letter.pk).update(state=Delivery.State.FAILED)
    return things | {"delivery_id": letter.pk} | _of_public_group(there, at)


def _of_programs(there: world.World, group: Group, running: Program, at: datetime) -> dict[str, Any]:
    """Programs in every state, and what belongs to one."""
    today, by = at.date(), there.organizer
    draft = cast.program(group, name="A draft", state=Program.State.DRAFT)
    fresh = cast.program(group, name="Launched", launched_at=at, announce_at=at + timedelta(minutes=10))
    archived = cast.program(group, name="Archived", state=Program.State.ARCHIVED, archived_at=at)
    asking = cast.program(group, name="Asking", state=Program.State.DRAFT)
    poll = {"question": "Would you?", "needed_pairs": 2, "shows_count": True, "post_words": "Well?"}
    ask_members(asking, **poll, closes_on=today + timedelta(days=9), today=today, by=by, at=at)
    listed = b"name,email\nPia,pia@example.org\n"
    roster = upload_roster(group, file_name="list.csv", content=listed, program=None, by=by, at=at)
    letter = {"audience": "mentees", "recipients": [there.mentee.pk], "words": "Hello"}
    told = write_to_people(running, by, **letter, at=at - timedelta(minutes=20))
    tell_of_organizers_letters(at)
    applied = Enrollment.objects.filter(program=running, state=Enrollment.State.APPLIED).first()
    shown_in = {
        draft: ("programs:launch_program", "programs:draft_program", "programs:discard_draft", "programs:list_steps",
                *(f"programs:{verb}_step" for verb in ("add", "edit", "move", "remove", "reset")),
                "enrollments:ask_members"),
        fresh: ("programs:undo_launch", "programs:show_launched"),
        archived: ("programs:reopen_program",),
        asking: ("enrollments:answer_interest", "enrollments:show_poll", "enrollments:close_poll"),
    }  # fmt: skip
    return {
        **{f"{route} program_id": program.pk for program, routes in shown_in.items() for route in routes},
        **{f"enrollments:{verb}_application enrollment_id": applied.pk for verb in ("read", "accept", "decline")},
        "extra_id": ExtraStep.objects.create(program=running, trigger="met", title="Call once", text="Ten minutes.").pk,
        "step_id": Step.objects.create(program=draft, position=1, title="Meet", question="Who are you?").pk,
        "roster_id": roster.pk,
        "letter_id": write_to_people(running, by, **letter, at=at).pk,
        "show_organizers_letter letter_id": told.pk,
    }


def _of_pairing(there: world.World, group: Group, at: datetime) -> dict[str, Any]:
    """A program in which people are paired just now: suggestions, cards, hellos and requests."""
    pairing = group.programs.get(name="Skill development")
    places = Enrollment.objects.filter(program=pairing)
    grace = places.filter(role="mentor").exclude(person=there.mentor).get()
    zoe, mentee = places.get(role="mentee", person__first_name="Zoe"), places.get(person=there.mentee)
    hugo = cast.mentor(pairing, cast.person("Hugo"), topics=world.TOPICS)
    approval = request_mentor(zoe, hugo, message="Would you?", at=at)
    MentorRequest.objects.filter(pk=approval.pk).update(state=MentorRequest.State.APPROVAL)
    never = NeverPair.objects.create(program=pairing, one=zoe.person, other=grace.person, made_at=at)
    hello = Conversation.objects.get(state=Conversation.State.WAITING, asked__person=there.mentor)
    asked = MentorRequest.objects.get(mentor__person=there.mentor)
    routes = [*(f"pairing:{name}" for name in _PAIRING), "enrollments:show_card", "enrollments:list_cards"]
    routes += [f"mentorships:{name}" for name in ("say_hello", "request_mentor", "list_suggestions", "answer_approval")]
    return {
        **{f"{route} program_id": pairing.pk for route in routes},
        **{f"mentorships:{verb}_hello conversation_id": hello.pk for verb in ("accept", "decline")},
        **{f"mentorships:{verb}_request request_id": asked.pk for verb in ("accept", "decline")},
        "mentorships:withdraw_request request_id": request_mentor(mentee, hugo, message="Would you?", at=at).pk,
        "mentorships:answer_approval request_id": approval.pk,
        "conversation_id": Conversation.objects.get(state=Conversation.State.OPEN, asker__person=there.mentee).pk,
        "match_id": Match.objects.filter(round__program=pairing).first().pk,
        "enrollment_id": grace.pk,
        "mentee_id": zoe.pk,
        "POST pairing:list_never_pairs": {"never": never.pk},
        "POST pairing:swap_mentor": {"mentor": grace.pk},
        "POST pairing:find_mentor": {"mentor": grace.pk},
        "POST pairing:list_kept_apart": {"person": grace.pk},
    }


def _of_people(there: world.World, at: datetime) -> dict[str, Any]:
    """What hangs on one account: a picture, links from letters, a second step."""
    upload_picture(there.mentee, content=_picture(), at=at)
    link = sign_in_token(send_sign_in_link(there.newcomer.email, at=at))
    change_email(there.mentee, new_email="new@example.org", at=at)
    seen = {"signed_in_at": at, "last_seen_at": at}
    device = Device.objects.create(person=there.mentee, session_key="another-device", **seen)
    keys = Authenticator.objects
    keys.create(user=there.mentor, type="totp", data={"secret": seal_secret("JBSWY3DPEHPK3PXP")})
    keys.create(user=there.mentor, type="recovery_codes", data={"seed": seal_secret("seed"), "used_mask": 0})
    key = keys.create(user=there.mentor, type="webauthn", data={"name": "Key", "credential": _passkey()})
    mail = mail_token(there.mentee.pk, "group_joined")
    return {
        "pk": key.pk,
        "device_id": device.pk,
        "people:show_picture name": Person.objects.get(pk=there.mentee.pk).upload.name.removeprefix("pictures/"),
        "people:use_link token": link,
        "people:send_link_again token": link,
        "people:confirm_address token": email_change_token(EmailChange.objects.get(person=there.mentee)),
        "stop_letters token": mail,
        "write_less_often token": mail,
        "become key": "mentor",
        "QUERY safety_and_help": f"?about=person:{there.mentor.pk}",
    }


def _of_public_group(there: world.World, at: datetime) -> dict[str, Any]:
    """A group anybody may find, which the newcomer asked to join."""
    public = cast.group(visibility=Group.Visibility.PUBLIC, joining=Group.Joining.REQUEST)
    cast.organizer(public)
    request_to_join(there.newcomer, public, message="Hello", at=at)
    door = ("show_about", "join_open_group", "ask_to_join", "withdraw_join_request")
    return {f"groups:{name} slug": public.slug for name in door}


_PAIRING = (
    "show_board", "save_board", "list_rows", "tick_whole_band", "show_changes", "ask_for_round", "show_progress",
    "review", "show_introduced", "undo", "list_unmatched", "put_first", "ask_group", "list_never_pairs", "schedule",
    "show_fairness", "show_match", "tick_match", "leave_out", "put_back", "pin_match", "forbid_match", "swap_mentor",
    "list_moved", "list_kept_apart", "find_mentor", "edit_rules", "list_swaps",
)  # fmt: skip


def _of_safety(group: Group, pair: Mentorship, there: world.World, people: People, at: datetime) -> dict[str, Any]:
    """A report about the mentor, one about an organizer, and a decision that was told to the mentor."""
    said = Item.objects.filter(space=pair.space, author=there.mentor).first()
    about = {"group": group.pk, "program": pair.program_id, "mentorship": pair.pk}
    words = {"kind": "unkind", "words": "Hm", "items": [], "stop_contact": False, "at": at}
    own = make_report(there.mentee, Subject(f"message:{said.pk}", about=there.mentor.pk, **about), **words)
    outside = cast.member(group)
    of_group = make_report(outside, Subject("group:1", about=people["ended"].pk, group=group.pk), **words)
    high = make_report(there.mentee, Subject("person:1", about=people["reported"].pk, group=group.pk), **words)
    late = make_report(outside, Subject("group:2", group=group.pk), **words)
    Report.objects.filter(pk=late.pk).update(reported_at=at - timedelta(days=4))
    done = make_report(outside, Subject("person:2", about=there.mentor.pk, group=group.pk), **words)
    told = {"to_reporter": "Thank you", "to_reported": "Please do not"}
    decision = decide_report(done, there.organizer, decision="warn", **told, at=at)
    assert high.for_operator
    return {
        "report_id": own.pk,
        "hand_on_report report_id": of_group.pk,
        **{f"{route} report_id": high.pk for route in ("look_at_escalated", "take_escalated")},
        "pull_up_report report_id": late.pk,
        "decision_id": decision.pk,
    }


def _picture() -> bytes:
    Image.new("RGB", (80, 80), "teal").save(photo := BytesIO(), "PNG")
    return photo.getvalue()


def _passkey() -> dict[str, Any]:
    """What a browser would have handed over for a passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    shown = AuthenticatorData.create(b"0" * 32, 0x45, 0, AttestedCredentialData.create(Aaguid.NONE, b"1" * 16, key))
    asked = json.dumps({"type": "webauthn.create", "challenge": "MTEx", "origin": "https://example.org"}).encode()
    answer = {
        "clientDataJSON": websafe_encode(asked),
        "attestationObject": websafe_encode(AttestationObject.create("none", shown, {})),
    }
    return {"id": "MTEx", "rawId": "MTEx", "type": "public-key", "response": answer}


def nowhere(arguments: dict[str, Any], *, keep_group: bool) -> dict[str, Any]:
    """The same address about things that do not exist; in a group that does, for those who are in it."""
    unknown: dict[str, Any] = {
        "code": "NOSUCHCODE",
        "name": "no-such-picture.webp",
        "secret": "nosuch",
        "token": "x:y",
        "pk": 99999,
    }
    unknown["slug"] = arguments.get("slug") if keep_group else "no-such-group"
    keep = {"position", "page", "role", "how", "band", "key", "topic", "screen"}
    return {name: value if name in keep else unknown.get(name, uuid4()) for name, value in arguments.items()}
