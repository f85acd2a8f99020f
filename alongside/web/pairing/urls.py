"""Addresses of the pairing board."""

from django.urls import path

from alongside.web.pairing import asking, board, choosing, matches, review, rules, schedules, without

app_name = "pairing"
_PAIR = "g/<slug:slug>/manage/mentorship/<uuid:program_id>/pair/"
_MATCH = f"{_PAIR}<uuid:match_id>/"

urlpatterns = [
    path(_PAIR, board.show_board, name="show_board"),
    path(f"{_PAIR}save/", board.save_board, name="save_board"),
    path(f"{_PAIR}band/<slug:band>/", board.list_rows, name="list_rows"),
    path(f"{_PAIR}band/<slug:band>/tick/", board.tick_whole_band, name="tick_whole_band"),
    path(f"{_PAIR}changes/", board.show_changes, name="show_changes"),
    path(f"{_PAIR}ask/", asking.ask_for_round, name="ask_for_round"),
    path(f"{_PAIR}progress/", asking.show_progress, name="show_progress"),
    path(f"{_PAIR}review/", review.review, name="review"),
    path(f"{_PAIR}introduced/", review.show_introduced, name="show_introduced"),
    path(f"{_PAIR}undo/", review.undo, name="undo"),
    path(f"{_PAIR}without/", without.list_unmatched, name="list_unmatched"),
    path(f"{_PAIR}without/first/", without.put_first, name="put_first"),
    path(f"{_PAIR}without/ask/", without.ask_group, name="ask_group"),
    path(f"{_PAIR}without/<uuid:mentee_id>/", choosing.find_mentor, name="find_mentor"),
    path(f"{_PAIR}moved/", without.list_moved, name="list_moved"),
    path(f"{_PAIR}rules/", rules.edit_rules, name="edit_rules"),
    path(f"{_PAIR}apart/", rules.list_kept_apart, name="list_kept_apart"),
    path(f"{_PAIR}never/", rules.list_never_pairs, name="list_never_pairs"),
    path(f"{_PAIR}schedule/", schedules.schedule, name="schedule"),
    path(f"{_PAIR}fairness/", schedules.show_fairness, name="show_fairness"),
    path(_MATCH, matches.show_match, name="show_match"),
    path(f"{_MATCH}tick/", matches.tick_match, name="tick_match"),
    path(f"{_MATCH}leave-out/", matches.leave_out, name="leave_out"),
    path(f"{_MATCH}put-back/", matches.put_back, name="put_back"),
    path(f"{_MATCH}pin/", matches.pin_match, name="pin_match"),
    path(f"{_MATCH}forbid/", matches.forbid_match, name="forbid_match"),
    path(f"{_MATCH}mentors/", choosing.list_swaps, name="list_swaps"),
    path(f"{_MATCH}swap/", matches.swap_mentor, name="swap_mentor"),
]
