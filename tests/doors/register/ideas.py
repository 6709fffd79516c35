"""The doors of ideas beyond the thin ones: drafts, ballots, comparisons, stages, merges."""

# Parts of other actions, which no view calls by itself.
PART = ({"page", "program"}, "a part of other actions on ideas")
# The sponsor's pages; their actions are tested by themselves.
SPONSOR = ({"page", "program"}, "its page for sponsors follows")

PARTS = ("moving.put", "submitting.keep_revision", "submitting.note_difference", "submitting.open_idea")
FOLLOWS = """
balloting.cast_ballot balloting.set_line coauthoring.agree coauthoring.ask_coauthor coauthoring.remove_coauthor
coauthoring.share_draft comparing.answer_pair comparing.show_pair deciding.appeal deciding.back_appeal
deciding.reopen delivering.add_milestone delivering.add_reading delivering.close_idea delivering.finish_milestone
delivering.implement delivering.record_outcome delivering.start_delivery delivering.verify_outcome
drafting.discard_draft drafting.edit_draft drafting.save_draft drafting.submit_draft drafting.withdraw_draft
merging.merge_ideas merging.object_to_merge merging.unmerge moving.ask_for_information moving.give_information
moving.leave_shortlist moving.shortlist moving.start_evaluating planning.ask_questions planning.choose_ballots
planning.open_box planning.set_criteria remarking.remark supporting.raise_concern supporting.withdraw_concern
"""

GAPS: dict[str, tuple[set[str], str]] = {
    **{f"ideas.actions.{name}": PART for name in PARTS},
    **{f"ideas.actions.{name}": SPONSOR for name in FOLLOWS.split()},
}
