# The fault laboratories of sessions with a database: the whole cluster, on a database made anew.
# Sourced by ./dev.
# shellcheck shell=bash

LAB_DATABASE=lab

# Sets lab_seconds, lab_policy, lab_seed and lab_sessions: durable_options <kind> <allowed options> <options...>
durable_options() {
  local kind=$1 allowed=$2
  shift 2
  while [ "$#" -gt 0 ]; do
    case " $allowed " in
      *" $1 "*) ;;
      *) fail "fault $kind: unknown option '$1' (expected: ${allowed// /, })" ;;
    esac
    case $1 in
      --policy) lab_policy=${2:-nothing} ;;
      --seconds) lab_seconds=$(whole_number "$kind" "$@") ;;
      --seed) lab_seed=$(whole_number "$kind" "$@") ;;
      --sessions) lab_sessions=$(whole_number "$kind" "$@") ;;
    esac
    shift "$(($# > 1 ? 2 : 1))"
  done
}

# whole_number <kind> <option> [value]
whole_number() {
  [[ ${3:-} =~ ^[1-9][0-9]{0,5}$ ]] || fail "fault $1: $2: '${3:-}' (expected: a whole number from 1 to 999999)"
  printf '%s\n' "$3"
}

# require_range <kind> <option> <value> <from> <to>
require_range() {
  if (($3 < $4 || $3 > $5)); then
    fail "fault $1: $2: '$3' (expected: a whole number from $4 to $5)"
  fi
}

# Brings the given parts up on a database that holds nothing: durable_lab_up <parts...>
durable_lab_up() {
  local name
  need "${CLUSTER_PACKAGES[@]}"
  build_service
  build_lab
  require_quiet_machine "this fault"
  trap cluster_down EXIT
  POSTGRES_DATABASE=$LAB_DATABASE
  configure_cluster
  for name in "$@"; do
    start_part "$name"
    [ "$name" != postgres ] || fresh_database postgres
  done
}

# Runs a lab on the cluster: durable_lab <class> <seconds> <own arguments...>
durable_lab() {
  local program=$1 seconds=$2 name rest=() operators=()
  shift 2
  for name in "${REPLICAS[@]}"; do
    rest+=("${PORT[$name]}")
    operators+=("${OPERATIONS_PORT[$name]}")
  done
  export HOLDFAST_STATE=$STATE
  lab "durable.$program" "$seconds" "$ROOT/dev" "$STATE" \
    "$(IFS=, && printf '%s' "${rest[*]}")" "$(IFS=, && printf '%s' "${operators[*]}")" \
    "$(IFS=, && printf '%s' "${MEMCACHED_NODES[*]}")" "$@"
}

fault_postgres() {
  local lab_seconds=120 lab_policy='' lab_seed=$RANDOM
  durable_options postgres '--seconds --policy --seed' "$@"
  require_range postgres --seconds "$lab_seconds" 90 3600
  case $lab_policy in
    '' | reject | degrade) ;;
    *) fail "fault postgres: --policy: '$lab_policy' (expected: reject or degrade)" ;;
  esac
  OUTAGE_POLICY=$lab_policy
  durable_lab_up "${PARTS[@]}"
  say "seed=$lab_seed"
  durable_lab DatabaseLab "$lab_seconds" "$PAGES_PORT" "${lab_policy:-reject}" "$lab_seed" \
    "$(postgres_url postgres)" "$POSTGRES_ROLE" "$STATE/postgres/password"
}

fault_cold() {
  local lab_seconds=120 lab_sessions=20000
  durable_options cold '--seconds --sessions' "$@"
  require_range cold --seconds "$lab_seconds" 10 3600
  require_range cold --sessions "$lab_sessions" 1000 100000
  durable_lab_up "${MEMCACHED_NODES[@]}" postgres "${REPLICAS[@]}"
  durable_lab ColdLab "$lab_seconds" "$lab_sessions"
}

fault_java() {
  local lab_seconds=60
  durable_options java --seconds "$@"
  require_range java --seconds "$lab_seconds" 60 3600
  use_java_servers
  build_sample
  durable_lab_up "${PARTS[@]}"
  export HOLDFAST_STATE=$STATE
  lab JavaLab "$lab_seconds" "$PAGES_PORT" "$ROOT/dev"
}
