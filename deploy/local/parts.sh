# Starts, finds and stops single processes ("parts"), each by name. Sourced by ./dev.
# A part leads a process group of its own, so that its children are found and ended with it;
# those that left the group (PostgreSQL's do) are found as its descendants.
# shellcheck shell=bash

# Prints "<group> <state> <start time>" of a process; nothing when it is gone.
process_facts() {
  local line fields
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
  read -r -a fields <<<"${line##*) }"
  printf '%s %s %s\n' "${fields[2]}" "${fields[0]}" "${fields[19]}"
}

# Prints the living members of a process group and their descendants. A zombie lives on while it
# has threads.
group_members() {
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } |
    awk -v group="$1" '
      {
        pid = $1
        sub(/^.*\) /, "")
        lives[pid] = $1 != "Z" || $18 > 1
        parent[pid] = $2
        of[pid] = $3
      }
      END {
        for (pid in parent) {
          if (!lives[pid]) continue
          for (at = pid; at > 1 && of[at] != group; at = parent[at]);
          if (at > 1) print pid
        }
      }'
}

# Sends a signal to every process of a part: signal_members <signal> <process group>
signal_members() {
  local members
  mapfile -t members < <(group_members "$2")
  [ "${#members[@]}" -eq 0 ] || kill "-$1" "${members[@]}" 2>/dev/null || true
}

remember_part() {
  local start
  read -r _ _ start < <(process_facts "$2") || start=0
  printf '%s %s %s\n' "$2" "$start" "$(</proc/sys/kernel/random/boot_id)" >"$RUN/$1.pid"
}

# Prints the process group of a part that still has a living member.
part_group() {
  local pid start boot now
  [ -f "$RUN/$1.pid" ] || return 1
  read -r pid start boot <"$RUN/$1.pid"
  [ "$boot" = "$(</proc/sys/kernel/random/boot_id)" ] || return 1
  read -r _ _ now < <(process_facts "$pid") || now=$start
  [ "$now" = "$start" ] && [ -n "$(group_members "$pid")" ] || return 1
  printf '%s\n' "$pid"
}

# True when something listens on the port, whoever it is.
port_is_open() {
  local hex
  printf -v hex '%04X' "$1"
  awk -v port=":$hex\$" '$4 == "0A" && $2 ~ port { found = 1 } END { exit !found }' \
    /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

http_is_ok() {
  local status
  { exec 9<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&9
  read -r -t 5 _ status _ <&9 || status=0
  exec 9>&-
  [ "$status" = 200 ]
}

# Polls a command ten times a second: wait_until <seconds> <command...>
wait_until() {
  local tries=$(($1 * 10))
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

leads_a_group() {
  local group
  read -r group _ < <(process_facts "$1") || return 0
  [ "$group" = "$1" ]
}

# Starts a part in the background; its output goes to the log folder.
launch() {
  local name=$1 pid
  shift
  setsid "$@" >>"$LOG/$name.log" 2>&1 </dev/null &
  pid=$!
  disown "$pid" # The shell would tell of its end among the figures.
  wait_until 5 leads_a_group "$pid"
  remember_part "$name" "$pid"
}

port_is_free() { ! port_is_open "$1"; }

# A process that has just ended may hold its port for a moment longer.
require_free_ports() {
  local name=$1 port
  shift
  for port in "$@"; do
    if ! wait_until 2 port_is_free "$port"; then
      fail "port $port, which $name needs, is in use by another process"
    fi
  done
}

answers_or_is_gone() {
  local name=$1
  shift
  "$@" || ! part_group "$name" >/dev/null
}

# Waits until a part answers, or says why it did not: await_part <name> <seconds> <check...>
await_part() {
  local name=$1 seconds=$2
  shift 2
  if ! { wait_until "$seconds" answers_or_is_gone "$name" "$@" && part_group "$name" >/dev/null; }; then
    tail -n 15 "$LOG/$name.log" >&2
    fail "$name did not become ready within $seconds s (its log: $LOG/$name.log)"
  fi
}

group_is_gone() {
  [ -z "$(group_members "$1")" ]
}

# True when none of these processes lives.
are_gone() {
  local pid state
  for pid in "$@"; do
    read -r _ state _ < <(process_facts "$pid") || continue
    [ "$state" = Z ] || return 1
  done
}

# The leader is stopped first, so that it has no child that nobody knows of.
kill_part() {
  local group members
  group=$(part_group "$1") || return 0
  kill -STOP -- "-$group" 2>/dev/null || true
  mapfile -t members < <(group_members "$group")
  kill -KILL "${members[@]}" 2>/dev/null || true
  if ! { wait_until 10 group_is_gone "$group" && wait_until 10 are_gone "${members[@]}"; }; then
    fail "$1 (process group $group) does not end"
  fi
  rm -f "$RUN/$1.pid"
}

# SIGTERM would make PostgreSQL wait until its clients have gone.
stop_signal() {
  case $1 in
    *postgres) printf 'INT\n' ;;
    *) printf 'TERM\n' ;;
  esac
}

# Asks a part to end, and ends it when it does not: stop_part <name> [seconds]
stop_part() {
  local group seconds=${2:-20}
  if group=$(part_group "$1"); then
    kill "-$(stop_signal "$1")" "$group" 2>/dev/null || true
    signal_members CONT "$group" # A paused one hears the request only now.
    if ! wait_until "$seconds" group_is_gone "$group"; then
      say "$1 did not end by itself within $seconds s; killed" >&2
      kill_part "$1"
    fi
  fi
  rm -f "$RUN/$1.pid"
}

part_is_paused() {
  local group state
  group=$(part_group "$1") || return 1
  read -r _ state _ < <(process_facts "$group")
  [ "$state" = T ]
}

# Stops a part where it stands (SIGSTOP): it keeps its memory, ports and connections.
pause_part() {
  local group
  group=$(part_group "$1") || fail "$1 does not run, so it cannot be paused"
  signal_members STOP "$group"
  wait_until 5 part_is_paused "$1" || fail "$1 (process group $group) does not pause"
}

# Lets a paused part go on.
resume_part() {
  local group
  group=$(part_group "$1") || fail "$1 does not run, so it cannot be resumed"
  signal_members CONT "$group"
}
