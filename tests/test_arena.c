#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

Suite *arena_suite(void);

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, 1024 * 1024);
}

static void tear_down(void)
{
    arena_free(&arena);
}

START_TEST(allocations_are_aligned_for_any_type)
{
    for (size_t size = 0; size < 100; size++)
        ck_assert_uint_eq((uintptr_t)arena_alloc(&arena, size) % _Alignof(max_align_t), 0);
}
END_TEST

START_TEST(allocations_do_not_overlap)
{
    enum { N = 1000 };
    unsigned char *blocks[N];
    for (size_t i = 0; i < N; i++) {
        blocks[i] = arena_alloc(&arena, i);
        memset(blocks[i], (int)(i % 251), i);
    }
    for (size_t i = 0; i < N; i++) {
        size_t n_kept = 0;
        while (n_kept < i && blocks[i][n_kept] == i % 251)
            n_kept++;
        ck_assert_msg(n_kept == i, "block %zu: byte %zu was overwritten", i, n_kept);
    }
}
END_TEST

START_TEST(an_allocation_may_be_larger_than_any_block)
{
    size_t size = 64 * 1024 * 1024;
    unsigned char *memory = arena_alloc(&arena, size);
    ck_assert_ptr_nonnull(memory);
    memory[0] = memory[size - 1] = 1;
}
END_TEST

START_TEST(cleared_memory_is_clear_also_when_used_again)
{
    memset(arena_alloc(&arena, 4096), 0xff, 4096);
    arena_reset(&arena);
    const unsigned char *memory = arena_zalloc(&arena, 1024, 4);
    for (size_t i = 0; i < 4096; i++)
        ck_assert_uint_eq(memory[i], 0);
}
END_TEST

START_TEST(a_size_that_overflows_fails_and_is_remembered)
{
    ck_assert_ptr_null(arena_zalloc(&arena, SIZE_MAX / 2, 3));
    ck_assert(arena.failed);
    arena_reset(&arena);
    ck_assert(!arena.failed);
    ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX));
    ck_assert(arena.failed);
    arena_reset(&arena);
    ck_assert_ptr_null(arena_strndup(&arena, "a", SIZE_MAX));
    ck_assert_ptr_nonnull(arena_alloc(&arena, 1));
}
END_TEST

START_TEST(a_growing_array_keeps_its_elements)
{
    struct {
        uint32_t *items;
        size_t n, capacity;
    } list = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        ck_assert(arena_room(&arena, &list));
        list.items[list.n++] = i;
    }
    for (uint32_t i = 0; i < 100000; i++)
        ck_assert_uint_eq(list.items[i], i);
    ck_assert_uint_ge(list.capacity, list.n);
}
END_TEST

START_TEST(an_array_that_can_not_grow_stays_as_it_is)
{
    uint64_t *items = NULL;
    size_t capacity = 0;
    ck_assert(arena_grow(&arena, &items, &capacity, 3, sizeof *items));
    uint64_t *before = items;
    size_t capacity_before = capacity;
    ck_assert(!arena_grow(&arena, &items, &capacity, SIZE_MAX / 4, sizeof *items));
    ck_assert_ptr_eq(items, before);
    ck_assert_uint_eq(capacity, capacity_before);
    ck_assert(arena.failed);
}
END_TEST

START_TEST(a_copy_ends_with_a_nul_and_keeps_inner_ones)
{
    const char *copy = arena_strndup(&arena, "ab\0cdef", 5);
    ck_assert_mem_eq(copy, "ab\0cd", 6);
    ck_assert_str_eq(arena_strndup(&arena, "", 0), "");
}
END_TEST

START_TEST(a_list_has_commas_between_what_is_there)
{
    const char *all = arena_list(&arena, NULL, NULL);
    ck_assert_ptr_null(all);
    all = arena_list(&arena, all, "Ada Cole");
    all = arena_list(&arena, all, NULL);
    all = arena_list(&arena, all, "Leo Marsh");
    ck_assert_str_eq(all, "Ada Cole, Leo Marsh");
}
END_TEST

START_TEST(reset_uses_the_same_memory_again)
{
    void *first = arena_alloc(&arena, 100);
    arena_reset(&arena);
    ck_assert_ptr_eq(arena_alloc(&arena, 100), first);
}
END_TEST

START_TEST(reset_gives_back_what_is_beyond_the_cap)
{
    ck_assert_ptr_nonnull(arena_alloc(&arena, 100));
    arena_reset(&arena);
    ck_assert_ptr_nonnull(arena.blocks);
    ck_assert_ptr_nonnull(arena_alloc(&arena, 8 * 1024 * 1024));
    arena_reset(&arena);
    ck_assert_ptr_null(arena.blocks);
}
END_TEST

START_TEST(an_empty_arena_can_be_reset_and_freed)
{
    arena_reset(&arena);
    arena_free(&arena);
    arena_free(&arena);
    ck_assert_ptr_nonnull(arena_alloc(&arena, 0));
}
END_TEST

Suite *arena_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, allocations_are_aligned_for_any_type);
    tcase_add_test(tests, allocations_do_not_overlap);
    tcase_add_test(tests, an_allocation_may_be_larger_than_any_block);
    tcase_add_test(tests, cleared_memory_is_clear_also_when_used_again);
    tcase_add_test(tests, a_size_that_overflows_fails_and_is_remembered);
    tcase_add_test(tests, a_growing_array_keeps_its_elements);
    tcase_add_test(tests, an_array_that_can_not_grow_stays_as_it_is);
    tcase_add_test(tests, a_copy_ends_with_a_nul_and_keeps_inner_ones);
    tcase_add_test(tests, a_list_has_commas_between_what_is_there);
    tcase_add_test(tests, reset_uses_the_same_memory_again);
    tcase_add_test(tests, reset_gives_back_what_is_beyond_the_cap);
    tcase_add_test(tests, an_empty_arena_can_be_reset_and_freed);
    suite_add_tcase(suite, tests);
    return suite;
}
