#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "collapse.h"
#include "test_language.h"
#include "token.h"

Suite *frame_suite(void);

static void read_bytes(const char *text, size_t n, const char *title)
{
    tiny_doc_init(&tiny, text, n);
    tiny.input.title = title;
    ck_assert_int_le(text_read(&tiny.doc, NULL), QUOTH_DEGRADED);
    ck_assert_int_eq(token_split(&tiny.doc), QUOTH_OK);
    frame_find(&tiny.doc);
}

static void read_text(const char *text)
{
    read_bytes(text, strlen(text), NULL);
}

/* Whether something of the line that a paragraph stands on was left out before it. */
static bool is_entry(const struct paragraph *paragraph)
{
    uint32_t begin = paragraph->begin;
    while (begin > 0 && tiny.doc.text.bytes[begin - 1] == ' ')
        begin--;
    return begin > 0 && tiny.doc.text.bytes[begin - 1] != '\n';
}

/* The kinds of the paragraphs: Title, furniture (By), body, d with a dateline, e of an entry, tail (-). */
static const char *kinds(void)
{
    static char text[256];
    size_t n = 0;
    for (; n < tiny.doc.n_paragraphs && n < sizeof text - 1; n++) {
        const struct paragraph *paragraph = &tiny.doc.paragraphs[n];
        text[n] = "bTB-"[paragraph->kind];
        if (paragraph->body > paragraph->begin)
            text[n] = 'd';
        else if (is_entry(paragraph))
            text[n] = 'e';
    }
    text[n] = '\0';
    return text;
}

static const char *words(struct span span)
{
    return collapse_spans(&tiny.arena, &tiny.doc.text, &span, 1);
}

#define PROSE                                                                                                          \
    "The mill on the river burned down and nobody could say why, the mayor told the people who had come to see it."
#define MORE                                                                                                           \
    "\n\nShe said the geese were safe and that the council would pay for a new roof before the winter came.\n\n" PROSE

/* text; kinds of its paragraphs; title, byline, date, outlet, agency */
static const struct {
    const char *text, *kinds, *title, *byline, *date, *outlet, *agency;
} frames[] = {
    {"Mill burns down in night of storms\n\nBy Alma Vane, Acme Courier\n\n14 August 2031\n\n" PROSE, "TBBb",
     "Mill burns down in night of storms", "Alma Vane", "2031-08-14", "Acme Courier", ""},
    {"Mill burns down in night of storms\n\nBy ALMA VANE and Hugh Orr for the Leith Star\n\n" PROSE, "TBb",
     "Mill burns down in night of storms", "ALMA VANE and Hugh Orr", "", "Leith Star", ""},
    {"Mill burns down in night of storms\n\nBy our reporter\n\n" PROSE, "TBb", "Mill burns down in night of storms", "",
     "", "", ""},
    {"Mill burns down in night of storms\n\nAlma Vane, chief reporter\nMonday, June 4 | 2 hours ago\n\n" PROSE, "TBBb",
     "Mill burns down in night of storms", "Alma Vane", "", "", ""},
    /* a portal: date and outlet above, the title twice, name and time in one line */
    {" date 2031-05-20 AcmeLine.com\nAcmeLine\n\nMill Burns Down, 'nobody' Knows Why\n\nHugh Orr 2 minutes ago Thu "
     "20th May "
     "2031 | 08:30 AM\n\nMill burns down, 'nobody' knows why\n\nLeith, (AcmeLine / Acme Wire - 20th May, 2031 ) :" PROSE
         MORE "\n\nRelated Topics\n\nLeith Mill May\n\nRecent Stories\n\nGeese Safe, Says 'mayor' ..\n\n8 hours "
     "ago\n\nAbout Us | Contact Us\n\n"
     "\u00A9 2001-2031, AcmeLine Network",
     "BBTBTdbb-------", "Mill Burns Down, 'nobody' Knows Why", "Hugh Orr", "2031-05-20", "AcmeLine.com",
     "AcmeLine / Acme Wire"},
    /* datelines */
    {"LEITH (AP) - " PROSE, "d", "", "", "", "AP", "AP"},
    {"LEITH, June 3 (Acme Press) \u2014 " PROSE, "d", "", "", "", "Acme Press", "Acme Press"},
    {"PORT VANE \u2014 " PROSE, "d", "", "", "", "", ""},
    {"NASHTON, N.H. - " PROSE, "d", "", "", "", "", ""},
    {"(Reuters) - " PROSE, "d", "", "", "", "Reuters", "Reuters"},
    {"LEITH, Scotland, June 4, 2031 /Kestrel News Wire/ -- " PROSE, "d", "", "", "2031-06-04", "Kestrel News Wire",
     "Kestrel News Wire"},
    {"Skellport, 4 June 2031 \u2013 " PROSE, "d", "", "", "2031-06-04", "", ""},
    {"Skellport/Leith, June 4, 2031: " PROSE, "d", "", "", "2031-06-04", "", ""},
    {"Skellport, too \u2013 " PROSE, "b", "", "", "", "", ""},
    {"Leith (CNN) " PROSE, "d", "", "", "", "CNN", "CNN"},
    {"London: " PROSE, "d", "", "", "", "", ""},
    {"Ada Orr (Leith): \"" PROSE, "b", "", "", "", "", ""},
    {"PORT VANE: " PROSE, "d", "", "", "", "", ""},
    {"MAYOR ORR: " PROSE, "b", "", "", "", "", ""},
    {"ORR: " PROSE "\n\nVANE: " PROSE, "bb", "", "", "", "", ""},
    {"Orr (who had come early) \u2014 and late \u2014 spoke. " PROSE, "b", "", "", "", "", ""},
    {"Yesterday \u2014 " PROSE, "b", "", "", "", "", ""},
    /* bullets */
    {"\u2022 " PROSE "\n\n* " PROSE "\n\n*" PROSE "\n\n$ " PROSE, "eebb", "", "", "", "", ""},
    {"\U0001F534 " PROSE "\n\n\u27A1\uFE0F" PROSE "\n\n\u25BA \u2022 " PROSE, "eee", "", "", "", "", ""},
    /* dashes where several paragraphs begin with one; no signature does */
    {"- " PROSE "\n\n\u2013 " PROSE "\n\n- Alma Vane", "eeb", "", "", "", "", ""},
    {"- " PROSE "\n\n" PROSE, "bb", "", "", "", "", ""},
    {"1. " PROSE "\n\n2) " PROSE "\n\n(12) " PROSE "\n\n123. " PROSE, "eeeb", "", "", "", "", ""},
    {"\u2022 9:05 " PROSE "\n\n\u2022 9:06 " PROSE, "ee", "", "", "", "", ""},
    /* times and numbers of questions, where several paragraphs begin with one */
    {"13.41 " PROSE "\n\n9:05 p.m. EDT \u2014 " PROSE "\n\n(3.15pm) " PROSE "\n\n14:20: \"" PROSE, "eeee", "", "", "",
     "", ""},
    {"13.41 " PROSE "\n\n" PROSE, "bb", "", "", "", "", ""},
    {"13.41 burned down.\n\n25:10 " PROSE "\n\n13:60 " PROSE "\n\n1.250 " PROSE "\n\n9.30x " PROSE "\n\n[9:05 " PROSE,
     "bbbbbb", "", "", "", "", ""},
    {"Q1 " PROSE "\n\nQ12 " PROSE "\n\nA3 " PROSE "\n\nQ " PROSE, "eebb", "", "", "", "", ""},
    /* dates */
    {"Mill burns down in storm\n\n2031-06-04\n\n" PROSE, "TBb", "Mill burns down in storm", "", "2031-06-04", "", ""},
    {"Mill burns down in storm\n\n4.6.2031\n\n" PROSE, "TBb", "Mill burns down in storm", "", "2031-06-04", "", ""},
    {"Mill burns down in storm\n\n06/24/2031\n\n" PROSE, "TBb", "Mill burns down in storm", "", "2031-06-24", "", ""},
    {"Mill burns down in storm\n\nJune 4th, 2031\n\n" PROSE, "TBb", "Mill burns down in storm", "", "2031-06-04", "",
     ""},
    {"What the board of the mill said on 4 June 2031\n\n" PROSE, "Tb", "What the board of the mill said on 4 June 2031",
     "", "2031-06-04", "", ""},
    /* a page's menu above the title */
    {"Acme Courier\n\nHome\n\nWeather\n\nSport\n\nLog in\n\nMill burns down in night of storms\n\nBy Alma "
     "Vane\n\n" PROSE,
     "BBBBBTBb", "Mill burns down in night of storms", "Alma Vane", "", "Acme Courier", ""},
    /* what kind of article it is stands above the title: that is no outlet, and no title */
    {"OPINION\n\nThe mill that nobody wanted burned\n\nAlma Vane\n\n" PROSE, "BTBb",
     "The mill that nobody wanted burned", "Alma Vane", "", "", ""},
    {"For immediate release\n\nAcme Mills opens a mill in Leith\n\n" PROSE, "BTb", "Acme Mills opens a mill in Leith",
     "", "", "", ""},
    {"Acme Courier\n\nMill burns down in storm\n\n" PROSE, "BTb", "Mill burns down in storm", "", "", "Acme Courier",
     ""},
    /* prose is no title */
    {PROSE "\n\n" PROSE, "bb", "", "", "", "", ""},
    {"The mayor has left the town.\n\n" PROSE, "bb", "", "", "", "", ""},
    {"Mayor Leaves Town In Storm.\n\n" PROSE, "Tb", "Mayor Leaves Town In Storm.", "", "", "", ""},
    {"\"We go,\" Orr said.", "b", "", "", "", "", ""},
    {"Among the findings:\n\n" PROSE, "bb", "", "", "", "", ""},
    /* a sub-headline may have words that count */
    {"Mill burns down in storm\n\nFire could be seen from Leith, say sailors\n\nBy Alma Vane\n\n" PROSE, "TbBb",
     "Mill burns down in storm", "Alma Vane", "", "", ""},
    /* tails */
    {PROSE MORE "\n\nENDS\n\nNotes to editors\n\n" PROSE, "bbb---", "", "", "", "", ""},
    {PROSE MORE "\n\nAbout Acme Mills\n\n" PROSE, "bbb--", "", "", "", "", ""},
    {PROSE "\n\nRead more: Geese safe\n\n" PROSE MORE, "b-bbb", "", "", "", "", ""},
    {PROSE MORE "\n\nShare\nPrint\nA short line", "bbb---", "", "", "", "", ""},
    /* lines for sharing above an article of short paragraphs, and advertisements in it */
    {"Mill burns down in storm\n\nBy Alma Vane\n\nShare\n\nA short line\n\nThe mill has burned down in the "
     "storm.\n\nPrint\n\nNobody knows why it did so tonight.\n\nRead more: 'The geese fly'\n\nThe mayor said it "
     "was an old mill.\n\nRecent Stories\n\nGeese safe",
     "TBbbb-b-b--", "Mill burns down in storm", "Alma Vane", "", "", ""},
    {PROSE MORE "\n\nWe share more than a river, they said.", "bbbb", "", "", "", "", ""},
    /* credits, notes and lists of headlines within an article */
    {PROSE "\n\nPhotograph: Alma Vane/Kestrel\n\n" PROSE "\n\n(Photo by Alma Vane/Getty Images)\n\n" PROSE, "b-b-b", "",
     "", "", "", ""},
    {PROSE "\n\nPicture the scene, said Orr\n\n" PROSE, "bbb", "", "", "", "", ""},
    {PROSE "\n\nSign up to our newsletter and be the first to know.\n\nThe newsletter was late, Orr said.\n\n" PROSE,
     "b-bb", "", "", "", "", ""},
    {PROSE "\n\nThis article was amended on 4 June.\n\nThis bill was amended on 4 June.\n\n" PROSE, "b-bb", "", "", "",
     "", ""},
    {PROSE "\n\nMill burns down in storm\nMayor: Mill 'was safe'\nBaker jailed for theft\n\n" PROSE MORE, "b---bbb", "",
     "", "", "", ""},
    {PROSE "\n\nMill burns down in storm\nBaker jailed for theft\n\n" PROSE MORE, "bbbbbb", "", "", "", "", ""},
    {"", "", "", "", "", "", ""},
};

START_TEST(the_head_of_an_article_is_read_so)
{
    read_text(frames[_i].text);
    const struct frame *frame = &tiny.doc.frame;
    ck_assert_msg(strcmp(kinds(), frames[_i].kinds) == 0, "%s\n  got    %s\n  wanted %s", frames[_i].text, kinds(),
                  frames[_i].kinds);
    ck_assert_str_eq(words(frame->title), frames[_i].title);
    ck_assert_str_eq(words(frame->byline), frames[_i].byline);
    ck_assert_str_eq(frame->date_iso, frames[_i].date);
    ck_assert_str_eq(words(frame->outlet), frames[_i].outlet);
    ck_assert_str_eq(words(frame->agency), frames[_i].agency);
}
END_TEST

START_TEST(with_a_given_title_only_that_title_is_one)
{
    const char *text = "Mill burns down, nobody hurt\n\nA line without a stop\n\n" PROSE;
    read_bytes(text, strlen(text), "Mill Burns Down, Nobody Hurt");
    ck_assert_str_eq(kinds(), "Tbb");
    tiny_tear_down();
    read_bytes(text, strlen(text), "Geese safe");
    ck_assert_str_eq(kinds(), "bbb");
}
END_TEST

START_TEST(the_prose_behind_a_dateline_begins_at_its_first_word)
{
    const char *text = "LEITH (AP) - The mill burned down in the night.";
    read_text(text);
    ck_assert_uint_eq(tiny.doc.paragraphs[0].body, (size_t)(strstr(text, "The") - text));
    ck_assert_str_eq(words(tiny.doc.frame.dateline), "LEITH (AP) -");
}
END_TEST

START_TEST(a_caption_ends_before_its_credit)
{
    const char *text = PROSE "\n\nThe mill in May. Picture: Alma Vane\n\n" PROSE;
    read_text(text);
    ck_assert_uint_eq(tiny.doc.paragraphs[1].end, (size_t)(strstr(text, " Picture") - text));
}
END_TEST

START_TEST(any_text_is_survived)
{
    static const char *const pieces[] = {
        "By",     "Alma",  "Vane", " ",   " ",    " ",    " ",      "\n", "\n\n",       "\n\n",   ",",     ".",
        "-",      "(",     ")",    ":",   "4",    "2031", "June",   "|",  "LEITH",      "AP",     "Share", "About",
        "\u00A9", "a.com", "and",  "the", "ENDS", "ago",  "\u200B", "\"", "2031-05-06", "monday", "9:05",  "Q4"};
    uint32_t state = 5;
    for (int round = 0; round < 6000; round++) {
        struct tiny_string text = {.n = 0};
        for (uint32_t n = tiny_random(&state) % 60; n; n--)
            tiny_puts(&text, pieces[tiny_random(&state) % (sizeof pieces / sizeof *pieces)]);
        read_bytes(text.text, text.n, round % 3 ? NULL : "Alma Vane");
        for (size_t i = 0; i < tiny.doc.n_paragraphs; i++)
            ck_assert_uint_lt(tiny.doc.paragraphs[i].body, tiny.doc.paragraphs[i].end);
        tiny_tear_down();
    }
}
END_TEST

Suite *frame_suite(void)
{
    Suite *suite = suite_create("frame");
    TCase *tests = tcase_create("frame");
    tcase_add_checked_fixture(tests, NULL, tiny_tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, the_head_of_an_article_is_read_so, 0, sizeof frames / sizeof *frames);
    tcase_add_test(tests, with_a_given_title_only_that_title_is_one);
    tcase_add_test(tests, the_prose_behind_a_dateline_begins_at_its_first_word);
    tcase_add_test(tests, a_caption_ends_before_its_credit);
    tcase_add_test(tests, any_text_is_survived);
    suite_add_tcase(suite, tests);
    return suite;
}
