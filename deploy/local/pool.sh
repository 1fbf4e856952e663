# The fault laboratory of the pool: replicas reach nodes through links that the lab cuts.
# Sourced by ./dev.
# shellcheck shell=bash

POOL_PACKAGES=(memcached)
POOL_REPLICAS=(pool-replica-1 pool-replica-2)
POOL_NODES=(pool-node-1 pool-node-2 pool-node-3)
PORT+=(
  [pool-node-1]=11411 [pool-node-2]=11412 [pool-node-3]=11413
  [pool-replica-1]=8480 [pool-replica-2]=8580
)
GRPC_PORT+=([pool-replica-1]=9490 [pool-replica-2]=9590)
OPERATIONS_PORT+=([pool-replica-1]=8481 [pool-replica-2]=8581)

# The links to the nodes, in the nodes' order. Replicas share the addresses of nodes, so all are
# told the same ones, and each looks the host up in a file of its own.
POOL_LINK_HOST=links
POOL_LINK_PORTS=(11421 11422 11423)
declare -A POOL_LINK_ADDRESS=([pool-replica-1]=127.0.0.1 [pool-replica-2]=127.0.0.2)

linked_nodes() {
  local port number=0 separator='['
  for port in "${POOL_LINK_PORTS[@]}"; do
    number=$((number + 1))
    printf '%s{id: node-%s, address: "%s:%s"}' "$separator" "$number" "$POOL_LINK_HOST" "$port"
    separator=', '
  done
  printf ']\n'
}

# Where the links of each replica are: <address>:<port>,.../<address>:<port>,...
pool_links() {
  local name replicas=()
  for name in "${POOL_REPLICAS[@]}"; do
    replicas+=("$(IFS=, && printf '%s' "${POOL_LINK_PORTS[*]/#/${POOL_LINK_ADDRESS[$name]}:}")")
  done
  (IFS=/ && printf '%s' "${replicas[*]}")
}

# configure_pool_replicas <pool mode, or nothing for the service's default> [list of digests of operators' tokens]
configure_pool_replicas() {
  local name
  for name in "${POOL_REPLICAS[@]}"; do
    write_replica_yml "$name" "${#POOL_REPLICAS[@]}" "$(linked_nodes)" "$1" "${2:-}"
    printf '%s %s\n' "${POOL_LINK_ADDRESS[$name]}" "$POOL_LINK_HOST" >"$CONF/$name.hosts"
  done
}

pool_down() {
  local name
  for name in "${POOL_REPLICAS[@]}"; do
    stop_part "$name"
  done
  for name in "${POOL_LAB_NODES[@]}"; do
    kill_part "$name"
  done
}

# Sets pool_seconds and pool_mode from the options of ./dev fault pool.
read_pool_options() {
  pool_seconds=60 pool_mode=
  while [ "$#" -gt 0 ]; do
    case $1 in
      --seconds) pool_seconds=${2:-} ;;
      --mode) pool_mode=${2:-nothing} ;;
      *) fail "fault pool: unknown option '$1' (expected: --seconds <number> or --mode <replicated|single>)" ;;
    esac
    shift "$(($# > 1 ? 2 : 1))"
  done
  if ! [[ $pool_seconds =~ ^[0-9]{2,4}$ ]] || ((10#$pool_seconds < 20 || 10#$pool_seconds > 3600)); then
    fail "fault pool: --seconds: '$pool_seconds' (expected: a whole number from 20 to 3600)"
  fi
  case $pool_mode in
    '' | replicated | single) ;;
    *) fail "fault pool: --mode: '$pool_mode' (expected: replicated or single)" ;;
  esac
}

# Builds, and makes sure that these nodes can start: prepare_pool_lab <nodes...>
prepare_pool_lab() {
  local name
  need "${POOL_PACKAGES[@]}"
  build_service
  build_lab
  for name in "$@"; do
    require_free_ports "$name" "${PORT[$name]}"
  done
  POOL_LAB_NODES=("$@")
  trap pool_down EXIT
  keep_pepper
  [ "$(running_parts)" -gt 0 ] || copy_service
}

# pool_lab <class> <seconds> <links of the replicas, or nothing> <nodes...>
pool_lab() {
  local program=$1 seconds=$2 links=$3 name user=() nodes=() replicas=()
  shift 3
  as_root && user=(-u "$PAGE_USER")
  for name in "$@"; do
    nodes+=("${PORT[$name]}")
  done
  for name in "${POOL_REPLICAS[@]}"; do
    replicas+=("${PORT[$name]}:${OPERATIONS_PORT[$name]}")
  done
  export HOLDFAST_STATE=$STATE
  lab "pool.$program" "$seconds" "$ROOT/dev" "$STATE" \
    "$(IFS=, && printf '%s' "${replicas[*]}")" "$(IFS=, && printf '%s' "${nodes[*]}")" "$links" \
    memcached -l 127.0.0.1 -U 0 -m 128 -t 2 "${user[@]}"
}

fault_pool() {
  read_pool_options "$@"
  prepare_pool_lab "${POOL_NODES[@]}"
  configure_pool_replicas "$pool_mode"
  pool_lab PoolLab "$pool_seconds" "$(pool_links)" "${POOL_NODES[@]}"
}
