"""Say which tests ask SQLite itself, why, and skip them where DATABASE_URL names another database."""

import pytest
from django.db import connection

ONLY_ON_SQLITE = {
    "it reads SQLite's plans, or counts statements: there, those of a search pass by Django's cursors": (
        "tests/search/test_work.py::test_making_one_entry_anew_",
        "tests/search/test_work.py::test_finding_what_a_change_touches_",
        "tests/search/test_work.py::test_what_texts_find_",
        "tests/search/test_work.py::test_what_did_not_change_",
        "tests/search/test_work.py::test_a_search_takes_as_many_statements_",
        "tests/search/test_work.py::test_a_question_of_many_words_",
        "tests/search/test_work.py::test_no_kind_of_question_",
        "tests/search/test_work.py::test_long_texts_",
        "tests/search/test_work.py::test_suggestions_go_through_no_whole_table",
        "tests/search/test_work.py::test_a_suggestion_asks_",
        "tests/search/test_work.py::test_reading_many_rows_",
        "tests/search/test_genres.py::test_a_new_genre_is_as_much_work_",
        "tests/search/test_work.py::test_entries_that_were_read_last_",
        "tests/search/test_work.py::test_only_entries_that_were_written_since_",
        "tests/admin/test_waiting_citations.py::test_filters_by_evidence_",
        "tests/admin/test_waiting.py::test_counting_reads_no_more_than_what_waits",
        "tests/curating/test_relations.py::test_the_list_of_what_waits_is_read_in_its_order_from_an_index",
        "tests/views/test_queries.py::",
        "tests/views/test_search_page.py::test_a_page_of_results_takes_a_bounded_number_of_queries",
        "tests/views/test_search_page.py::test_a_page_of_results_looks_once_at_the_state_of_the_index",
        "tests/views/test_maps.py::test_a_map_costs_no_query_for_each_place",
        "tests/views/test_maps.py::test_the_page_of_all_places_asks_as_often_for_one_as_for_thirty",
        "tests/views/test_pages.py::test_a_film_page_asks_as_often_for_three_credits_as_for_thirty",
        "tests/views/test_people.py::test_a_person_page_asks_as_often_for_three_credits_as_for_many",
        "tests/views/test_documents.py::test_a_document_page_asks_as_often_for_three_sentences_as_for_sixty",
    ),
    "it is about the tables and triggers of SQLite's index": (
        "tests/search/test_index_upkeep.py::test_check_search_names_the_damage",
        "tests/search/test_index_upkeep.py::test_rebuilding_mends_every_damage",
        "tests/search/test_index_upkeep.py::test_few_changes_",
        "tests/search/test_index_upkeep.py::test_a_new_name_is_written_to_films_and_notes_without_making_them_anew",
        "tests/search/test_index_upkeep.py::test_entries_are_kept_by_the_database_alone",
        "tests/search/test_numerals.py::test_the_index_rewrites_names_as_queries_are_rewritten",
        "tests/search/test_sets.py::test_sets_counts_and_results_are_those_of_a_rebuild_whatever_changes",
        "tests/views/test_discovery.py::test_an_index_that_lacks_a_trigger_is_not_healthy",
        "tests/views/test_discovery.py::test_health_names_the_part_that_fails",
    ),
    "it is about SQLite's file, log or settings": (
        "tests/search/test_log.py::",
        "tests/search/test_sets.py::test_another_program_a_crash_and_a_restored_backup_are_seen",
        "tests/search/test_index_upkeep.py::test_an_index_that_cannot_be_written_to_is_not_called_damaged",
        "tests/importing/test_undoing_in_parts.py::test_others_write_while_an_undoing_is_only_tried",
    ),
    "it makes tables as SQLite had them before there was another database": (
        "tests/history/test_taken_over.py::test_a_database_migrated_step_by_step_has_the_tables_of_a_new_one",
        "tests/models/test_taking_over.py::test_history_goes_on_under_its_curators_names",
    ),
}
"""Beginnings of the names of tests, by why they say nothing of another database."""


def skip_those_of_sqlite(items: list[pytest.Item]) -> None:
    """Skip these tests where another database is tested."""
    if connection.vendor == "sqlite":
        return
    for reason, beginnings in ONLY_ON_SQLITE.items():
        for item in items:
            if item.nodeid.startswith(beginnings):
                item.add_marker(pytest.mark.skip(reason=reason))
