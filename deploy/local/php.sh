# The PHP save handler under faults, and php-memcached beside it. Sourced by ./dev.
# shellcheck shell=bash

FAULT_PHP_PACKAGES=(memcached php-cli php-fpm php-memcached)
FAULT_PHP_LEASE_SECONDS=3

# The workers of both save handlers.
start_fault_fpm() {
  local fpm rights=() nodes=() name
  fpm=$(find /usr/sbin -name 'php-fpm*' | sort -V | tail -n 1)
  [ -n "$fpm" ] || fail "no php-fpm found in /usr/sbin"
  for name in "${MEMCACHED_NODES[@]}"; do
    nodes+=("127.0.0.1:${PORT[$name]}")
  done
  if as_root; then
    rights=("user = $PAGE_USER" "group = $PAGE_USER" "listen.owner = $PAGE_USER")
    install -o "$PAGE_USER" -m 600 /dev/null "$LOG/fault-holdfast-php.log"
  fi
  rm -f "$STATE"/run/fault-*.sock
  render "$ROOT/deploy/local/fault/fpm.conf" "$CONF/fault-fpm.conf" \
    STATE="$STATE" REPLICAS="$(replica_urls)" LEASE="$FAULT_PHP_LEASE_SECONDS" \
    NODES="$(IFS=, && printf '%s' "${nodes[*]}")" RIGHTS="$(printf '%s\n' "${rights[@]}")"
  launch fault-fpm "$fpm" --nodaemonize --fpm-config "$CONF/fault-fpm.conf"
  await_part fault-fpm 20 test -S "$STATE/run/fault-php-memcached.sock"
}

# ./dev fault php [--beside]
fault_php() {
  local handlers=holdfast name
  case ${1:-} in
    '') ;;
    --beside) handlers=holdfast,php-memcached ;;
    *) fail "fault php: expected --beside or nothing, got '$1'" ;;
  esac
  need "${FAULT_PHP_PACKAGES[@]}"
  build_service
  require_quiet_machine "fault php"
  trap cluster_down EXIT
  keep_pepper
  copy_service
  copy_pages
  cp -R "$ROOT/deploy/local/fault" "$WWW/fault"
  for name in "${REPLICAS[@]}"; do
    configure_replica "$name" "${#REPLICAS[@]}" "${MEMCACHED_NODES[@]}"
  done
  for name in "${MEMCACHED_NODES[@]}" "${REPLICAS[@]}"; do
    start_part "$name"
  done
  start_fault_fpm
  HOLDFAST_STATE=$STATE php "$ROOT/deploy/local/fault/run.php" "$STATE" "$ROOT/dev" \
    "$FAULT_PHP_LEASE_SECONDS" "$handlers"
}
