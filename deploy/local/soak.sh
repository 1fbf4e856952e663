# One replica whose connections to its nodes are cut many times. Sourced by ./dev.
# shellcheck shell=bash

CUTTERS=(cutter-1 cutter-2 cutter-3)
PORT+=([cutter-1]=11411 [cutter-2]=11412 [cutter-3]=11413 [soak-replica]=8180)
GRPC_PORT+=([soak-replica]=9190)
OPERATIONS_PORT+=([soak-replica]=8181)

# Sets minutes and cycles, which belong to the caller, from options.
soak_options() {
  while [ "$#" -gt 0 ]; do
    case $1 in
      --minutes | --cycles) ;;
      *) fail "fault soak: expected --minutes <number> or --cycles <number>, got '$1'" ;;
    esac
    [[ ${2:-} =~ ^[1-9][0-9]{0,5}$ ]] || fail "fault soak: $1: expected a whole number from 1 to 999999, got '${2:-}'"
    case $1 in
      --minutes) minutes=$2 ;;
      --cycles) cycles=$2 ;;
    esac
    shift 2
  done
}

start_soak_replica() {
  local operations=${OPERATIONS_PORT[soak-replica]} java
  copy_service
  configure_replica soak-replica 1 "${CUTTERS[@]}"
  require_free_ports soak-replica "${PORT[soak-replica]}" "${GRPC_PORT[soak-replica]}" "$operations"
  mapfile -t java < <(replica_java soak-replica)
  launch soak-replica "${java[@]}" -jar "$STATE/service/holdfast-service.jar" --config "$CONF/soak-replica.yml"
  await_part soak-replica 60 http_is_ok "$operations" /health/ready
}

soak_down() {
  local name
  for name in soak-replica "${MEMCACHED_NODES[@]}"; do
    stop_part "$name"
  done
}

soak() {
  local minutes=10 cycles=1000 index pairs=()
  soak_options "$@"
  need memcached
  build_service
  build_lab
  require_quiet_machine "a soak"
  trap soak_down EXIT
  keep_pepper
  for index in "${!CUTTERS[@]}"; do
    start_part "${MEMCACHED_NODES[index]}"
    pairs+=("${PORT[${CUTTERS[index]}]}:${PORT[${MEMCACHED_NODES[index]}]}")
  done
  start_soak_replica
  lab soak.SoakLab "${PORT[soak-replica]}" "${OPERATIONS_PORT[soak-replica]}" "$(part_group soak-replica)" \
    "$minutes" "$cycles" "${pairs[@]}"
}
