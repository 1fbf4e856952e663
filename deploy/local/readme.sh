# Runs the commands that README.md shows, and compares what they print. Sourced by ./dev.
# A ```console block holds "$ command" lines, each followed by what it prints;
# "..." stands for any text, and lines that are not shown may come between.
# shellcheck shell=bash

# True when every expected line is found, in order: prints_as_shown <output> <expected lines...>
prints_as_shown() {
  local output=$1 line wanted rest
  shift
  rest=$output$'\n'
  for wanted in "$@"; do
    while :; do
      [ -n "$rest" ] || {
        say "not printed: $wanted"
        return 1
      }
      line=${rest%%$'\n'*}
      rest=${rest#*$'\n'}
      matches_shown "${line%$'\r'}" "$wanted" && break
    done
  done
}

matches_shown() {
  local text=$1 wanted=$2 piece first=yes
  while [ -n "$wanted" ]; do
    piece=${wanted%%...*}
    case $first in
      yes) [ "${text#"$piece"}" != "$text" ] || [ -z "$piece" ] || return 1 ;;
      *) case $text in *"$piece"*) ;; *) return 1 ;; esac ;;
    esac
    text=${text#*"$piece"}
    first=no
    [ "$piece" != "$wanted" ] || break
    wanted=${wanted#*...}
    [ -n "$wanted" ] || return 0
  done
  [ -z "$text" ]
}

start_shown_service() {
  launch readme-serve "$ROOT/dev" serve
  await_part readme-serve 300 http_is_ok 8081 /health/ready
}

run_shown_command() {
  local command=$1 output
  shift
  case $command in
    './dev serve') start_shown_service ;;
    *)
      if ! output=$(cd "$ROOT" && timeout 300 bash -c "$command" 2>&1); then
        say "$output" "failed: $command"
        return 1
      fi
      prints_as_shown "$output" "$@" || {
        say "$output"
        return 1
      }
      ;;
  esac
}

# Calls a function for each shown command: each_shown_command <file> <function>
each_shown_command() {
  local file=$1 action=$2 line inside='' command='' expected=()
  while IFS= read -r line <&8; do
    case $inside$line in
      '```console') inside=yes ;;
      'yes```') inside='' ;;
      'yes$ '*)
        [ -z "$command" ] || "$action" "$command" "${expected[@]}"
        command=${line#'$ '} expected=()
        ;;
      yes*)
        case $command in
          *\\) command=${command%\\}${line#'> '} ;;
          *) expected+=("$line") ;;
        esac
        ;;
    esac
  done 8<"$file"
  [ -z "$command" ] || "$action" "$command" "${expected[@]}"
}
