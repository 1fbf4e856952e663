# The end-to-end check: one visitor, twenty pages, two app servers. Sourced by ./dev.
# shellcheck shell=bash

# Prints "<visits> <app server>" of one page, asked with the visitor's cookie jar.
visit() {
  curl -sS --max-time 20 -b "$1" -c "$1" "http://127.0.0.1:$PAGES_PORT/?format=json" |
    sed -n 's/.*"visits":\([0-9]*\).*"app_server":"\([^"]*\)".*/\1 \2/p'
}

check_visits() {
  local jar number visits server servers=''
  jar=$(mktemp "$STATE/tmp/jar.XXXXXX")
  for number in {1..20}; do
    read -r visits server < <(visit "$jar") || visits=none
    if [ "$visits" != "$number" ]; then
      say "page $number showed visit $visits (expected: $number)"
      return 1
    fi
    servers+="$server "
  done
  rm -f "$jar"
  say "20 pages counted 1 to 20, answered by: $servers"
  for server in "${APP_SERVERS[@]}"; do
    case $servers in
      *"$server "*) ;;
      *) say "$server answered no page" && return 1 ;;
    esac
  done
}

# The count of a visitor goes on when these parts are killed and started again.
check_visits_outlive() {
  local jar before after name
  jar=$(mktemp "$STATE/tmp/jar.XXXXXX")
  read -r before _ < <(visit "$jar") || before=none
  for name in "$@"; do
    kill_part "$name"
  done
  for name in "$@"; do
    start_part "$name"
  done
  read -r after _ < <(visit "$jar") || after=none
  rm -f "$jar"
  say "visits: $before, all of $* killed and started, $after"
  [ "$before" = 1 ] && [ "$after" = 2 ]
}

check_nothing_left() {
  local name left=0
  for name in "${PARTS[@]}"; do
    if part_group "$name" >/dev/null || port_is_open "${PORT[$name]}"; then
      say "$name still runs or its port ${PORT[$name]} is still open"
      left=1
    fi
  done
  return "$left"
}
