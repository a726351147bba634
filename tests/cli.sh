#!/bin/sh
# The program and the world around it: full disks, closed pipes, signals, huge and hostile input, what --generate makes.
# shellcheck disable=SC2015 # fail always succeeds
set -u
[ -x "$QUOTH" ] || {
    echo "there is no program at $QUOTH"
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    printf 'failed: %s\n' "$*"
    failures=$((failures + 1))
}

# is WHAT WANTED GOT
is() {
    [ "$2" = "$3" ] || fail "$1: wanted '$2', got '$3'"
}

python() {
    "${PYTHON3:-python3}" "$@"
}

article='"The roads are open again tonight," said Erik Lindqvist.'
printf '%s\n' "$article" >"$work/article.txt"
python - "$work/dump.jsonl" <<'EOF'
import json, sys
with open(sys.argv[1], "w") as dump:
    for i in range(2000):
        print(json.dumps({"id": f"d{i}", "text": '"The roads are open again tonight," said Erik Lindqvist.\n'}), file=dump)
EOF

# -- output that can't be written ------------------------------------------------------

if [ -c /dev/full ]; then
    "$QUOTH" "$work/article.txt" >/dev/full 2>"$work/err"
    is 'status on a full disk' 2 $?
    is 'message on a full disk' 'quoth: standard output: can'\''t be written: No space left on device' "$(cat "$work/err")"
    "$QUOTH" --help >/dev/full 2>/dev/null
    is 'status of --help on a full disk' 2 $?
fi
("$QUOTH" "$work/dump.jsonl" 2>"$work/err"; echo $? >"$work/status") | head -n 1 >"$work/first"
is 'status on a closed pipe' 2 "$(cat "$work/status")"
is 'messages on a closed pipe' '' "$(cat "$work/err")"
is 'lines before the pipe was closed' 1 "$(wc -l <"$work/first" | tr -d ' ')"
"$QUOTH" --output="$work/no/such/folder" "$work/article.txt" 2>/dev/null
is 'status when the output can'\''t be opened' 2 $?

printf 'old content that is longer than the new one %02000d' 0 >"$work/out"
"$QUOTH" --output="$work/out" "$work/article.txt" >"$work/stdout"
is 'standard output with --output' '' "$(cat "$work/stdout")"
is 'what --output wrote' "$("$QUOTH" "$work/article.txt")" "$(cat "$work/out")"
cp "$work/article.txt" "$work/both"
"$QUOTH" --output="$work/both" "$work/both" 2>/dev/null
is 'status when input is output' 2 $?
cmp -s "$work/article.txt" "$work/both" || fail 'an input that is the output was changed'

# -- streams that aren't open ----------------------------------------------------------

timeout 20 "$QUOTH" <&- 2>"$work/err"
is 'status without standard input' 2 $?
is 'message without standard input' "quoth: -: can't be read: Bad file descriptor" "$(cat "$work/err")"
timeout 20 "$QUOTH" "$work/article.txt" >&- 2>"$work/err"
is 'status without standard output' 2 $?
is 'message without standard output' "quoth: standard output: can't be written: Bad file descriptor" "$(cat "$work/err")"
timeout 20 "$QUOTH" --output="$work/out" "$work/article.txt" "$work/no-such-file" 2>&-
is 'status without standard error' 2 $?
is 'output without standard error' "$("$QUOTH" "$work/article.txt")" "$(cat "$work/out")"

# -- signals ---------------------------------------------------------------------------

python - "$QUOTH" "$work/dump.jsonl" "$work/interrupted" <<'EOF' || fail 'SIGINT'
import json, signal, subprocess, sys, time
program, dump, out = sys.argv[1:]


def interrupt(number, before):
    """The status of a run that the signal ends."""
    with open(out, "wb") as stream, open(dump, "rb") as lines:
        child = subprocess.Popen([program, "--from=jsonl"], stdin=subprocess.PIPE, stdout=stream,
                                 preexec_fn=lambda: signal.signal(number, before))
        child.stdin.write(b"".join(lines.readlines()[:300]) + b'{"text":"half a li')
        child.stdin.flush()
        time.sleep(0.5)
        child.send_signal(number)
        try:
            return child.wait(timeout=0.5 if before == signal.SIG_IGN else 20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
    status = interrupt(number, signal.SIG_DFL)
    assert status == 128 + number, f"status {status}"
    with open(out, "rb") as stream:
        content = stream.read()
    assert content.endswith(b"\n"), "output ends in the middle of a line"
    n = len([json.loads(line) for line in content.splitlines()])
    assert n == 300, f"{n} records of 300 documents"
assert interrupt(signal.SIGHUP, signal.SIG_IGN) is None, "nohup doesn't help"
EOF

# -- several workers: same bytes, same messages ------------------------------------------

python - "$work/mixed.jsonl" <<'EOF'
import json, sys
with open(sys.argv[1], "w") as dump:
    for i in range(3000):
        text = '"The roads are open again tonight," said Erik Lindqvist. ' * (1 + i * 7919 % 40 + 3000 * (i == 1500))
        print("nonsense" if i % 97 == 13 else json.dumps({"id": f"d{i}", "text": text}), file=dump)
EOF
for jobs in 1 2 3 8; do
    "$QUOTH" --jobs=$jobs "$work/mixed.jsonl" "$work/none" "$work/article.txt" >"$work/out-$jobs" 2>"$work/err-$jobs"
    is "status with $jobs workers" 2 $?
    cmp "$work/out-1" "$work/out-$jobs" || fail "output of $jobs workers"
    cmp "$work/err-1" "$work/err-$jobs" || fail "messages of $jobs workers"
    "$QUOTH" --jobs=$jobs --strict "$work/mixed.jsonl" >"$work/out-strict" 2>"$work/err"
    is "status with $jobs workers and --strict" 2 $?
    is "documents before the first that is bad, with $jobs workers" 13 "$(sed 's/.*"doc":"\([^"]*\)".*/\1/' "$work/out-strict" | uniq | wc -l)"
done

# -- huge and hostile input ------------------------------------------------------------

python - "$work" <<'EOF'
import sys
work = sys.argv[1]
article = '{"id":"good","text":"\\"The roads are open again tonight,\\" said Erik Lindqvist."}\n'
with open(work + "/nested.jsonl", "w") as dump:
    dump.write('{"text":' + "[" * 1000000 + "\n" + article)
with open(work + "/long.jsonl", "w") as dump:
    dump.write('{"long":"')
    for _ in range(200):
        dump.write("x" * 1000000)
    dump.write('","id":"long","text":"\\"The roads are open again tonight,\\" said Erik Lindqvist."}\n' + article)
with open(work + "/binary.jsonl", "wb") as dump:
    dump.write(article.encode() + bytes(range(256)) * 40 + b"\n" + article.replace("good", "better").encode())
EOF
docs() {
    sed -n 's/.*"doc":"\([^"]*\)".*/\1/p' | tr '\n' ' '
}
is 'documents besides a million brackets' 'good ' "$("$QUOTH" "$work/nested.jsonl" 2>/dev/null | docs)"
is 'documents besides a line of 200 MB' 'good ' "$("$QUOTH" "$work/long.jsonl" 2>"$work/err" | docs)"
is 'message for a line of 200 MB' "quoth: $work/long.jsonl:1: is larger than 64 MiB and passed over; --max-document allows for more" \
    "$(head -n 1 "$work/err")"
is 'documents with a line of 200 MB when it may be' 'long good ' "$("$QUOTH" --max-document=1G "$work/long.jsonl" | docs)"
"$QUOTH" --max-document=20 "$work/article.txt" 2>"$work/err" >/dev/null
is 'message for a text that is too large' "quoth: $work/article.txt: is larger than 20 bytes and passed over; --max-document allows for more" \
    "$(head -n 1 "$work/err")"
is 'documents around bytes of all kinds' 'good better ' "$("$QUOTH" --from=jsonl "$work/binary.jsonl" 2>/dev/null | docs)"
mkfifo "$work/fifo"
cat "$work/article.txt" >"$work/fifo" &
is 'documents of a pipe with a name' 'fifo ' "$("$QUOTH" "$work/fifo" | docs)"
wait

# -- counts ----------------------------------------------------------------------------

(cat "$work/dump.jsonl" && echo nonsense) >"$work/dump-bad.jsonl"
"$QUOTH" --stats "$work/dump-bad.jsonl" "$work/no-such-file" 2>"$work/err" >"$work/out"
is 'status with a bad line and a file that isn'\''t there' 2 $?
python - "$work/err" "$work/dump-bad.jsonl" <<'EOF' || fail '--stats'
import json, os, sys
with open(sys.argv[1]) as stream:
    lines = stream.read().splitlines()
stats = json.loads(lines[-1])
wanted = {"documents": 2001, "failed": 1, "unread": 1, "records": 2000, "others": 0, "bytes": os.path.getsize(sys.argv[2]),
          "invalid_utf8": 0, "nuls": 0, "controls": 0, "unclosed_marks": 0, "match_limits": 0}
for name, value in wanted.items():
    assert stats[name] == value, f"{name}: wanted {value}, got {stats[name]}"
assert stats["words"] > 0 and stats["seconds"] >= 0
assert lines[-2] == "quoth: 1 of 2001 documents couldn't be used", lines[-2]
EOF

# -- what is generated -----------------------------------------------------------------

completes() { # WORD...: what bash offers for the last one
    bash -c '. "$0"; COMP_WORDS=(quoth "$@"); COMP_CWORD=$#; _quoth; echo "${COMPREPLY[*]}"' "$work/completion.bash" "$@"
}
"$QUOTH" --generate bash >"$work/completion.bash" && bash -n "$work/completion.bash" || fail 'completion for bash'
is 'options that bash offers' '--to --text-field' "$(completes --t | tr ' ' '\n' | grep -x -e --to -e --text-field -e --texts | tr '\n' ' ' | sed 's/ $//')"
is 'options that bash offers to eval' '--by' "$(completes eval --by | tr ' ' '\n' | grep -vx -e '--byline.*')"
is 'options that bash offers to rules' '--rules' "$(completes rules lint --r)"
is 'words that bash offers' 'csv' "$(completes --to = c)"
if command -v zsh >/dev/null; then
    "$QUOTH" --generate zsh >"$work/_quoth" && zsh -n "$work/_quoth" || fail 'completion for zsh'
fi
if command -v fish >/dev/null; then
    "$QUOTH" --generate fish >"$work/quoth.fish" && fish -n "$work/quoth.fish" || fail 'completion for fish'
fi
for option in $("$QUOTH" --help | sed -n 's/^ *\(-., \)\{0,1\}--\([a-z-]*\).*/\2/p'); do
    grep -q -- "--$option" "$work/completion.bash" || fail "--$option is missing in the completion for bash"
done
"$QUOTH" --generate man "$QUOTH_SOURCE/src/cli/man.in" >"$work/quoth.1" || fail 'man page'
grep -q '@[A-Z]*@' "$work/quoth.1" && fail 'a mark of the template is left in the man page'
if command -v man >/dev/null; then
    is 'warnings for the man page' '' "$(MANROFFSEQ='' man --warnings -l "$work/quoth.1" 2>&1 >/dev/null)"
fi
is 'lines of --help beyond 80 columns' '' "$("$QUOTH" --help | grep -E '.{81}')"

[ $failures -eq 0 ]
