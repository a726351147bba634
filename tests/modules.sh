#!/bin/sh
# shellcheck disable=SC2010,SC2012,SC2013,SC2086 # names of source files hold no white space
# The borders between the modules of src/, as doc/design.md draws them:
#   - each library is seen by the modules that need it, and by no other;
#   - stages know the document, not each other; only pipeline.c calls them;
#   - libquoth prints nothing, never ends the process and has no state outside of its handles;
#   - no word of a language stands in C.
set -u
LC_ALL=C.UTF-8
export LC_ALL
cd "$QUOTH_SOURCE/src" || exit 1
failures=0

complain() {
    printf '%s\n' "$*"
    failures=$((failures + 1))
}

# -- libraries -------------------------------------------------------------------------

given=
only() { # HEADER FILE...: HEADER is included by nobody else
    header=$1
    shift
    given="$given $header"
    for file in *.[ch] */*.[ch]; do
        grep -qE "^ *# *include *[<\"]$header" "$file" || continue
        case " $* " in
        *" $file "*) ;;
        *) complain "$file includes $header, which is for $* only" ;;
        esac
    done
}
only utf8proc unicode.c utf8.c eval/char.c
only pcre2 emit/filter.c rule_pattern.c pattern_match.c
only json-c input/html_jsonld.c input/input.c input/json_value.c input/jsonl.c input/long_number.c eval/json.h
only archive input/unpack.c
only csv input/cell.c
only libxml input/news_article.c
only zlib input/gunzip.c input/http.c
only iconv input/encoding.c
# What is neither ours nor of C and POSIX belongs to somebody named above.
standard="assert ctype dirent emmintrin errno fcntl fnmatch getopt inttypes limits locale math poll pthread signal stdarg stdatomic stdbool stddef stdint
    stdio stdlib string strings sys/ioctl sys/resource sys/stat sys/types sys/wait time unistd wchar"
for header in $(sed -n 's/^ *# *include *<\([^>]*\)>.*/\1/p' ./*.[ch] ./*/*.[ch] | sort -u); do
    known=
    for name in $standard; do
        [ "$header" != "$name.h" ] || known=yes
    done
    for name in $given; do
        case $header in
        "$name"*) known=yes ;;
        esac
    done
    [ -n "$known" ] || complain "<$header> is included by $(grep -lF "<$header>" ./*.[ch] ./*/*.[ch] | tr '\n' ' '), but \
nothing here says who may"
done

# -- stages ----------------------------------------------------------------------------
# What anybody in the library may include: data, and look-up in it.
common=" arena.h bits.h collapse.h doc.h language.h lexicon.h quoth.h rule_compile.h unicode.h utf8.h word_count.h "

may_include() { # the further headers of a module, by DESIGN's table
    case $1 in
    quoth | pipeline) ls ./*.h | sed 's,^\./,,' ;; # the line of stages
    attribute | capture) echo capture.h match.h rank.h sentence.h tape.h utterance.h ;; # is built by rules
    mention) echo match.h rank.h sentence.h tape.h ;;
    explain) echo confidence.h evidence.h tape.h ;;
    confidence) echo evidence.h ;;
    frame | frame_token | aside | date | dateline | entry | head_line | tail) echo aside.h date.h dateline.h entry.h frame_token.h head_line.h tail.h ;; # one stage in eight files
    text | cleaner | debris | encoded | listed | markup | one_case | page | paragraph | flat | tokenized)
        echo cleaner.h debris.h encoded.h flat.h gap.h listed.h markup.h one_case.h page.h paragraph.h text.h tokenized.h ;; # one stage
    truecase | capital | noun_capital | other_meaning | upper_opening) echo capital.h noun_capital.h other_meaning.h upper_opening.h ;; # one stage in five files
    token | token_word) echo character.h token_word.h ;; # one stage in two files
    quotation | continuation | double_mark | lost_mark | mark | single_mark)
        echo continuation.h double_mark.h lost_mark.h mark.h sentence.h single_mark.h ;; # one stage in six files
    collapse) echo text.h ;;
    match) echo near.h need.h pattern_match.h tape.h trace.h ;;
    near) echo rule_mask.h trace.h ;;
    trace | trace_edge | trace_state | trace_walk) echo trace.h trace_edge.h trace_state.h trace_walk.h ;; # states as they are needed
    need) echo near.h ;;
    record) echo confidence.h quotation.h sentence.h speaker.h text.h ;;        # makes the public structs of what all stages found
    program | program_kind) echo partition.h program.h program_kind.h rule_parse.h trace.h ;; # one step in two files
    rule_class | rule_compile | rule_compiler | rule_dialect | rule_pattern) echo partition.h near.h need.h program.h rule_class.h rule_compiler.h rule_dialect.h rule_parse.h rule_pattern.h trace.h ;;
    rule_class_tree | rule_parse | rule_source | rule_tree) echo element_feature.def rule_class_tree.h rule_parse.h rule_source.h rule_tree.h ;;
    language) echo confidence.h well_known_set.def ;;
    language_load | manifest | pack_line) echo confidence.h manifest.h pack_line.h rule_parse.h ;; # loads a language
    pack) echo embedded.h ;;
    choose) echo pack.h ;;
    embed) echo embedded.h freeze.h pack.h ;;
    rule_lint) echo rule_example.h rule_test.h text.h token.h ;;
    title) echo entity.h name.h sex.h text.h token.h ;; # reads a title as a text of its own
    rule_test) echo pack.h pipeline.h rule_example.h rule_parse.h tape.h ;;
    acronym | acronym_holder | adjacent | agree | carry | clue | court | description | description_word | entity | grouping | judge | kin | kind | name | name_edge | named_later | namesake | note | office | opening | rivals | salience | sex | short_form | speaker | stand_in | turn) # one stage in many files, with title
        echo acronym.h acronym_holder.h adjacent.h agree.h carry.h clue.h court.h description.h description_word.h entity.h grouping.h judge.h kin.h kind.h name.h name_edge.h named_later.h namesake.h note.h office.h opening.h quotation.h rivals.h salience.h sentence.h sex.h short_form.h \
            speaker.h stand_in.h title.h turn.h ;;
    esac
}

for file in *.[ch]; do
    module=${file%.[ch]}
    allowed="$common $module.h $(may_include "$module" | tr '\n' ' ')"
    for header in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file"); do
        case " $allowed " in
        *" $header "*) ;;
        *) complain "$file includes $header; its module may include:$allowed" ;;
        esac
    done
done
for file in input/*.[ch] emit/*.[ch]; do
    folder=${file%/*}
    for header in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file"); do
        case $header in
        ../arena.h | ../quoth.h | ../unicode.h | ../utf8.h) ;;
        */*) complain "$file includes $header; $folder/ may include arena.h, quoth.h, unicode.h and utf8.h of the library" ;;
        esac
    done
done
for file in stream/*.[ch]; do
    for header in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file"); do
        case $header in
        ../arena.h | ../quoth.h | ../input/input.h | ../input/walk.h | ../emit/*.h) ;;
        */*) complain "$file includes $header; stream/ may include arena.h, quoth.h, input/input.h and emit/" ;;
        esac
    done
done

for file in eval/*.[ch]; do
    for header in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file"); do
        case $file:$header in
        *:../arena.h | *:../quoth.h | *:../unicode.h | *:../utf8.h | *:../input/input.h | *:../emit/*.h) ;;
        eval/yardstick.c:../pack.h) ;;
        *:../*) complain "$file includes $header; eval/ may include arena.h, quoth.h, unicode.h, utf8.h, input/input.h and emit/" ;;
        esac
    done
done

for file in cli/*.[ch]; do # the program is a user of the library; only its command for the authors of rules looks inside
    for header in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file"); do
        case $file:$header in
        *:../quoth.h | *:../emit/* | *:../input/input.h | *:../stream/*) ;;
        cli/rules_command.c:../*) ;;
        cli/eval_command.c:../eval/eval.h) ;;
        *:../*) complain "$file includes $header; cli/ may include quoth.h, emit/, stream/ and input/input.h" ;;
        esac
    done
done

# -- a library -------------------------------------------------------------------------

library=$(ls ./*.c | sed 's,^\./,,' | grep -vE '^(embed(ded)?|freeze)\.c$')
found=$(grep -nE '(^|[^a-z_])(printf|vprintf|puts|putchar|perror|exit|_exit|abort|getenv|setlocale|signal) *\(|\<(stdout|stderr)\>|\<assert *\(' \
    $library /dev/null | grep -vE '^[^:]*:[0-9]*: *(/?\*|//)')
[ -z "$found" ] || complain "libquoth neither prints nor ends the process nor reads its environment:
$found"
# shellcheck disable=SC2086
found=$(grep -nE '^static [^(]*[=;[]' $library /dev/null | grep -vE 'static (inline |_Thread_local )?const |\* *const |_Static_assert')
[ -z "$found" ] || complain "libquoth has no variables outside of its handles; write const, also behind the *:
$found"

# -- words -----------------------------------------------------------------------------
# No string is just a word that attributes, refers or joins: only such as are also names of our own.

ours="adjacent all resume before behind by conversion end inside language lower more other provider re resource response space tag upper we x anchor article attribute author authors auto body by carried columns confidence direct document documents end evidence exact failed
    first found from got group help label list makes match mention mode named names no none on plural published quote quoted re read reason record
    records reported resolved response rule rules self show since speech tag text thought title to triple turn type until version via we wins wanted with within words writing yes"
sets="abbreviation accuse ask aux be decline degree det have honorific manner month point prep promise pron_*
    particle_verb say* speak statement_noun subjunctive_aux subord suggest tell that think time urge weekday wh write"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '"%s"\n' $ours | sort >"$work/ours"
for set in $sets; do
    cat ../rules/*/lexicon/$set.txt >>"$work/sets" 2>/dev/null ||
        complain "no pack has lexicon/$set.txt; which set holds its words?"
done
grep -v '^#' "$work/sets" | tr -s '[:blank:]/' '\n' | grep -E '^[[:lower:]]{2,}$' | sed 's/.*/"&"/' | sort -u |
    comm -23 - "$work/ours" >"$work/words"
found=$(ls ./*.c ./*/*.c | grep -v '^\./embedded\.c$' | xargs grep -nFf "$work/words" | grep -vE ':[0-9]*: *(/?\*|//)')
[ -z "$found" ] || complain "words of a language belong into rules/LANG/, not into C:
$found"
[ -s "$work/words" ] || complain "no words were found in rules/*/lexicon"

# No branch on a language either: no string is the folder of a pack.
for pack in ../rules/*/; do
    pack=${pack%/}
    pack=${pack##*/}
    found=$(ls ./*.c ./*/*.c | grep -v '^\./embedded\.c$' | xargs grep -nF "\"$pack\"" | grep -vE ':[0-9]*: *(/?\*|//)')
    [ -z "$found" ] || complain "C knows no language by its name; what does it differ in? Make that a line of the manifest:
$found"
done

[ $failures -eq 0 ] || echo "$failures borders are crossed"
exit $((failures > 0))
