"""Which roles each door by which accounts change facts is for."""

from typing import Any

from django.contrib import admin

from films.admin.desk.page_actions import ACTIONS

from .writing_doors import (
    Act,
    add,
    bulk_edit,
    cite,
    cite_instead,
    confirm,
    dataset_value,
    decide_suggestion,
    delete,
    delete_citation,
    delete_selected,
    desk_accept_all,
    desk_genres,
    desk_pay,
    desk_publish,
    desk_take,
    desk_uncredited,
    form,
    former_address,
    found_pair,
    import_csv,
    inline,
    links,
    merge,
    merge_pair,
    prefer,
    publish_or_not,
    relate,
    relate_one,
    rename,
    revert,
    revision,
    set_aside,
    split,
    split_by_year,
    undo,
)

SUGGESTED: dict[str, tuple[Act, ...]] = {
    "change": (form, links, inline, rename("organization"), rename("person")),
    "action set_a_field": (bulk_edit,),
    "desk accept": (desk_genres, desk_uncredited, desk_pay),
    "revert": (revert,),
    "add": (cite,),
    "orphaned": (cite_instead,),
    "prefer": (prefer,),
    "waiting": (confirm,),
}
"""Doors by which a curator changes drafts, and only suggests changes to what is published."""
DRAFTING: dict[str, tuple[Act, ...]] = {
    "add": (add,),
    "desk take": (desk_take,),
    "desk accept_all": (desk_accept_all,),
    "desk nothing_new": (set_aside("nothing_new"),),
    "desk section_read": (set_aside("section_read"),),
}
"""Doors by which a curator adds drafts, also to what is published."""
REFUSED: dict[str, tuple[Act, ...]] = {
    "change": (rename("document"), rename("language")),
    "add": (former_address,),
    "preview": (revision,),
    "delete": (delete_citation,),
}
"""Doors by which a curator changes drafts, and is refused what is published."""
CLOSED: dict[str, tuple[Act, ...]] = {
    "action publish": (publish_or_not,),
    "action return_to_draft": (publish_or_not,),
    "action delete_selected": (delete_selected,),
    "action split_off": (split,),
    "action say_different": (found_pair("say_different"),),
    "action confirm": (relate,),
    "action prefer": (dataset_value("prefer"),),
    "action keep": (dataset_value("keep"),),
    "decide": (relate_one,),
    "delete": (delete,),
    "desk publish": (desk_publish,),
    "merge": (merge, merge_pair),
    "split": (split_by_year,),
    "import": (import_csv,),
    "undo": (undo,),
    "change": (rename("genre"), rename("job")),
}
"""Doors that are for editors alone."""
DECIDING: dict[str, tuple[Act, ...]] = {"review": (decide_suggestion,)}
"""Doors by which editors decide on what curators suggest to change in what is published."""
WITHOUT_FACTS = {
    "changelist": "its actions are listed by themselves",
    "history": "it only reads",
    "template": "it only reads",
    "queue": "it shows proposals, on which the actions of the desk decide",
    "find": "it lists what may be duplicates or related films, and decides nothing",
    "action merge_selected": "it leads to a page that merges",
    "action say_alike": "it takes “say_different” back",
    "action decline": "it is permitted as “confirm” is",
    "action reconsider": "it takes “decline” and “keep” back",
    "desk reject": "proposals are never public",
    "desk undo": "it takes back what the same curator did at the desk",
}
"""Doors that change no fact, or only take one of the others back, and why they are not tried."""


def doors() -> set[str]:
    """Return the names of all doors: pages of the admin, actions of its lists, and actions at the desk."""
    found = {f"desk {action}" for action in ACTIONS}
    for model_admin in admin.site._registry.values():
        if model_admin.opts.app_label == "films":
            found |= {name for pattern in model_admin.get_urls() if (name := page_name(pattern))}
            found |= {
                f"action {action if isinstance(action, str) else action.__name__}"
                for action in model_admin.actions or ()
            }
            found |= {f"action {name}" for name, _ in admin.site.actions}
    return found - {"desk"}


def page_name(pattern: Any) -> str:
    """Return what a page of the admin is for; without a name of its own, the end of its address says so."""
    if pattern.name:
        return str(pattern.name.rpartition("_")[2])
    return (
        "" if str(pattern.pattern) == "<path:object_id>/" else str(pattern.pattern).rstrip("/").rpartition("/")[2]
    )
