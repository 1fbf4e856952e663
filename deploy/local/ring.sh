# The laboratory of the ring: its nodes change while writers are at it. Sourced by ./dev.
# shellcheck shell=bash

# The nodes at the start, those that join, and those that replace others.
RING_NODES=(pool-node-{1..9})
PORT+=(
  [pool-node-4]=11414 [pool-node-5]=11415 [pool-node-6]=11416
  [pool-node-7]=11417 [pool-node-8]=11418 [pool-node-9]=11419
)

# Sets ring_seconds from the options of ./dev fault ring.
read_ring_options() {
  ring_seconds=60
  while [ "$#" -gt 0 ]; do
    case $1 in
      --seconds) ring_seconds=${2:-} ;;
      *) fail "fault ring: unknown option '$1' (expected: --seconds <number>)" ;;
    esac
    shift "$(($# > 1 ? 2 : 1))"
  done
  if ! [[ $ring_seconds =~ ^[0-9]{2,4}$ ]] || ((10#$ring_seconds < 20 || 10#$ring_seconds > 3600)); then
    fail "fault ring: --seconds: '$ring_seconds' (expected: a whole number from 20 to 3600)"
  fi
}

# The lab writes the nodes into the configurations itself. The token is made for this run.
fault_ring() {
  local digest
  read_ring_options "$@"
  prepare_pool_lab "${RING_NODES[@]}"
  HOLDFAST_OPERATOR_TOKEN=$(head -c 24 /dev/urandom | base64)
  export HOLDFAST_OPERATOR_TOKEN
  digest=$(printf '%s' "$HOLDFAST_OPERATOR_TOKEN" | sha256sum | cut -d ' ' -f 1)
  configure_pool_replicas '' "[\"$digest\"]"
  pool_lab RingLab "$ring_seconds" '' "${RING_NODES[@]}"
}
