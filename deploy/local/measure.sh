# Faults under load. Sourced by ./dev.
# shellcheck shell=bash

# ./dev fault: the cluster is brought up for it, and taken down when it was not up before.
fault() {
  local kind=${1:-} before
  case $kind in
    app-server | replica | rolling | memcached) ;;
    pool)
      shift
      fault_pool "$@"
      return
      ;;
    ring)
      shift
      fault_ring "$@"
      return
      ;;
    soak)
      shift
      soak "$@"
      return
      ;;
    simulate)
      shift
      build_lab
      lab FaultSimulation "$@"
      return
      ;;
    *) fail "fault: expected app-server, replica, rolling, memcached, pool, ring, soak or simulate, got '$kind'" ;;
  esac
  need "${CLUSTER_PACKAGES[@]}"
  build_service
  build_lab
  before=$(running_parts)
  cluster_up
  [ "$before" -gt 0 ] || trap cluster_down EXIT
  lab FaultLab "$kind" "$PAGES_PORT" "$ROOT/dev"
}
