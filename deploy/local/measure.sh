# Faults under load. Sourced by ./dev.
# shellcheck shell=bash

# Reads the one option of the faults on the cluster of ./dev up: database_option <command> <options...>
database_option() {
  local command=$1
  shift
  [ "$#" -gt 0 ] || return 0
  [ "$*" = --without-database ] || fail "$command: '$*' (expected: --without-database, or nothing)"
  leave_out_database
}

# ./dev fault: the cluster is brought up for it, and taken down when it was not up before.
fault() {
  local kind=${1:-} before
  case $kind in
    app-server | replica | rolling | memcached) ;;
    postgres | cold | java)
      shift
      "fault_$kind" "$@"
      return
      ;;
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
    php)
      shift
      fault_php "$@"
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
    *) fail "fault: expected app-server, replica, rolling, memcached, php, postgres, cold, java, pool, ring, soak or simulate, got '$kind'" ;;
  esac
  shift
  database_option "fault $kind" "$@"
  require_same_app_servers
  need "${CLUSTER_PACKAGES[@]}"
  build_service
  build_lab
  before=$(running_parts)
  cluster_up
  [ "$before" -gt 0 ] || trap cluster_down EXIT
  lab FaultLab "$kind" "$PAGES_PORT" "$ROOT/dev"
}
