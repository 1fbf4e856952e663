# The measurements. Each wants the machine for itself. Sourced by ./dev.
# shellcheck shell=bash

BENCH_PACKAGES=(memcached nginx nghttp2-client php-fpm php-memcached wrk)
BENCH=(bench-replica bench-replicated bench-echo bench-fpm bench-nginx "${POOL_NODES[@]}")
PORT+=([bench-replica]=8180 [bench-replicated]=8280 [bench-echo]=9390 [bench-nginx]=8388)
GRPC_PORT+=([bench-replica]=9190 [bench-replicated]=9290)
OPERATIONS_PORT+=([bench-replica]=8181 [bench-replicated]=8281)

require_quiet_machine() {
  [ "$(running_parts)" -eq 0 ] || fail "the cluster is running, and $1 wants the machine for itself: ./dev down first"
}

# The service with the lab's static answer beside it: same server, same filters.
# Started by class path, it has no manifest to open java.lang, which replicas have.
launch_bench_replica() {
  local operations=${OPERATIONS_PORT[$1]}
  require_free_ports "$1" "${PORT[$1]}" "${GRPC_PORT[$1]}" "$operations"
  launch "$1" "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Xms256m -Xmx256m \
    --add-opens=java.base/java.lang=ALL-UNNAMED --add-exports=java.base/sun.nio.ch=ALL-UNNAMED \
    -cp "$ROOT/deploy/lab/target/holdfast-lab.jar:$ROOT/deploy/lab/target/lib/*" \
    dev.holdfast.Application --config "$CONF/$1.yml"
  await_part "$1" 60 http_is_ok "$operations" /health/ready
}

start_bench_replica() {
  configure_replica bench-replica 1 memcached-1
  launch_bench_replica bench-replica
}

# Beside the other one, on three nodes of its own: two copies and a witness of each session.
start_bench_replicated() {
  local name
  for name in "${POOL_NODES[@]}"; do
    start_memcached "$name"
  done
  configure_replica bench-replicated 1 "${POOL_NODES[@]}"
  launch_bench_replica bench-replicated
}

start_bench_echo() {
  local port=${PORT[bench-echo]}
  require_free_ports bench-echo "$port"
  launch bench-echo "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Xms128m -Xmx128m \
    -cp "$ROOT/deploy/lab/target/holdfast-lab.jar:$ROOT/deploy/lab/target/lib/*" \
    dev.holdfast.lab.EchoServer "$port"
  await_part bench-echo 30 port_is_open "$port"
}

start_bench_fpm() {
  local fpm rights=() preload=(-d "opcache.preload=$WWW/php-client/preload.php")
  fpm=$(find /usr/sbin -name 'php-fpm*' | sort -V | tail -n 1)
  [ -n "$fpm" ] || fail "no php-fpm found in /usr/sbin"
  if as_root; then
    rights=("user = $PAGE_USER" "group = $PAGE_USER" "listen.owner = $PAGE_USER")
    preload+=(-d "opcache.preload_user=$PAGE_USER")
  fi
  render "$ROOT/deploy/local/bench/fpm.conf" "$CONF/fpm.conf" \
    STATE="$STATE" MEMCACHED="127.0.0.1:${PORT[memcached-1]}" \
    SERVICE="http://127.0.0.1:${PORT[bench-replica]}" \
    REPLICATED_SERVICE="http://127.0.0.1:${PORT[bench-replicated]}" \
    RIGHTS="$(printf '%s\n' "${rights[@]}")"
  launch bench-fpm "$fpm" "${preload[@]}" --nodaemonize --fpm-config "$CONF/fpm.conf"
  await_part bench-fpm 20 test -S "$STATE/run/fpm-replicated.sock"
}

start_bench_nginx() {
  require_free_ports bench-nginx "${PORT[bench-nginx]}"
  render "$ROOT/deploy/local/bench/nginx.conf" "$CONF/bench-nginx.conf" \
    STATE="$STATE" PORT="${PORT[bench-nginx]}"
  launch bench-nginx nginx -p "$STATE" -e "$LOG/bench-nginx.log" -c "$CONF/bench-nginx.conf" -g "$(nginx_directives)"
  await_part bench-nginx 10 port_is_open "${PORT[bench-nginx]}"
}

bench_down() {
  local name
  for name in "${BENCH[@]}" "${MEMCACHED_NODES[@]}"; do
    stop_part "$name"
  done
}

bench_rest() {
  start_bench_replica
  start_bench_echo
  lab RestBench "${PORT[bench-replica]}" "${GRPC_PORT[bench-replica]}" "${PORT[bench-echo]}" \
    "$ROOT/deploy/lab/src/main/lua" "$STATE/tmp"
}

# The processes of a part that several serve: part_groups <name of the part> <names...>
part_groups() {
  local part=$1 name
  shift
  for name in "$@"; do
    printf '%s=%s\n' "$part" "$(part_group "$name")"
  done
}

bench_php() {
  local parts
  copy_pages
  start_bench_replica
  start_bench_replicated
  rm -f "$STATE"/run/fpm-*.sock
  start_bench_fpm
  start_bench_nginx
  mapfile -t parts < <(
    part_groups php-fpm bench-fpm
    part_groups service bench-replica bench-replicated
    part_groups memcached memcached-1 "${POOL_NODES[@]}"
    part_groups nginx bench-nginx
  )
  lab PhpBench "${PORT[bench-nginx]}" "${PORT[bench-replica]}" "${OPERATIONS_PORT[bench-replica]}" \
    "${PORT[bench-replicated]}" "$ROOT/deploy/lab/src/main/lua" "$STATE/tmp" "${parts[@]}"
}

bench_pool() {
  local name ports=()
  for name in "${MEMCACHED_NODES[@]}"; do
    start_part "$name"
    ports+=("${PORT[$name]}")
  done
  lab PoolBench "${ports[@]}"
}

bench() {
  local kind=${1:-}
  case $kind in
    rest | php | java | pool) ;;
    durable | table) need "${POSTGRES_PACKAGES[@]}" ;;
    *) fail "bench: expected rest, php, java, pool, durable or table, got '$kind'" ;;
  esac
  need "${BENCH_PACKAGES[@]}"
  build_service
  build_lab
  require_quiet_machine "a bench"
  trap bench_down EXIT
  keep_pepper
  [ "$kind" = table ] || start_part memcached-1
  "bench_$kind"
}
