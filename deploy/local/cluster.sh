# The recipe on one machine: memcached x3, PostgreSQL, two replicas, two app servers, NGINX. Sourced by ./dev.
# shellcheck shell=bash

# Whether replicas have a database, and what they do without it (nothing: the default).
DURABLE=yes
OUTAGE_POLICY=

# Who serves the pages: apache, or java (Tomcats).
APP_SERVER_KIND=apache

CLUSTER_PACKAGES=(apache2 libapache2-mod-php memcached nginx php-apcu "${POSTGRES_PACKAGES[@]}")

list_parts() {
  PARTS=("${MEMCACHED_NODES[@]}")
  [ "$DURABLE" = no ] || PARTS+=(postgres)
  PARTS+=("${REPLICAS[@]}" "${APP_SERVERS[@]}" nginx)
}
list_parts

# Leaves the database out of the parts that are started, and of the replicas' configuration.
leave_out_database() {
  DURABLE=no
  list_parts
}

replica_urls() {
  local name urls=()
  for name in "${REPLICAS[@]}"; do
    urls+=("http://127.0.0.1:${PORT[$name]}")
  done
  (
    IFS=,
    printf '%s\n' "${urls[*]}"
  )
}

# The list of pool nodes in a replica's configuration.
pool_nodes() {
  local name separator='['
  for name in "$@"; do
    printf '%s{id: %s, address: "127.0.0.1:%s", weight: 1}' "$separator" "$name" "${PORT[$name]}"
    separator=', '
  done
  printf ']\n'
}

keep_pepper() {
  [ -s "$STATE/pepper" ] || (umask 077 && head -c 32 /dev/urandom | base64 >"$STATE/pepper")
}

# Pages and PHP client are copied, so that the page user need not enter the checkout.
copy_pages() {
  rm -rf "$WWW"
  mkdir -p "$WWW"
  cp -R "$ROOT/deploy/local/page" "$WWW/page"
  cp -R "$ROOT/deploy/local/bench" "$WWW/bench"
  mkdir -p "$WWW/php-client"
  cp -R "$ROOT/php-client/src" "$ROOT"/php-client/*.php "$WWW/php-client/"
  chmod -R a+rX "$WWW"
}

# Replicas run from a copy, so that a build does not change the files under them.
copy_service() {
  rm -rf "$STATE/service"
  mkdir -p "$STATE/service"
  cp -R --preserve=timestamps "$SERVICE_JAR" "$ROOT/service/target/lib" "$STATE/service/"
  touch -r "$SERVICE_JAR" "$STATE/service"
}

# What makes the app servers sign their visitors' ids, if HOLDFAST_STICKY is set: route_option app-1
route_option() {
  [ -z "${HOLDFAST_STICKY:-}" ] || printf '&route=%s&local_copy=10m' "${1//-/}"
}

configure_apache_servers() {
  local name module
  copy_pages
  module=$(find /usr/lib/apache2/modules -name 'libphp*.so' | sort -V | tail -n 1)
  [ -n "$module" ] || fail "no PHP module for Apache found in /usr/lib/apache2/modules"
  for name in "${APP_SERVERS[@]}"; do
    mkdir -p "$CONF/$name"
    render "$ROOT/deploy/local/apache.conf" "$CONF/$name/apache.conf" \
      NAME="$name" PORT="${PORT[$name]}" STATE="$STATE" PHP_MODULE="$module" USER="$PAGE_USER"
    render "$ROOT/deploy/local/php.ini" "$CONF/$name/php.ini" \
      REPLICAS="$(replica_urls)" ROUTE="$(route_option "$name")" PREPEND="$WWW/php-client/prepend.php"
  done
}

configure_nginx() {
  local pages=$ROOT/deploy/nginx/pages.conf
  [ "$APP_SERVER_KIND" = apache ] || pages=$ROOT/deploy/nginx/java-pages.conf
  render "$ROOT/deploy/local/nginx.conf" "$CONF/nginx.conf" STATE="$STATE"
  sed "s#/var/log/nginx/#$LOG/nginx-#" "$ROOT/deploy/nginx/holdfast.conf" >"$CONF/holdfast.conf"
  sed "s#/var/log/nginx/#$LOG/nginx-#" "$pages" >"$CONF/pages.conf"
}

# configure_replica <name> <replicas in the cluster> <pool nodes...>
configure_replica() {
  local name=$1 replicas=$2
  shift 2
  write_replica_yml "$name" "$replicas" "$(pool_nodes "$@")" ''
}

# write_replica_yml <name> <replicas in the cluster> <list of nodes> <pool mode, or nothing> [list of digests of operators' tokens]
write_replica_yml() {
  local name=$1
  render "$ROOT/deploy/local/replica.yml" "$CONF/$name.yml" NAME="$name" REPLICAS="$2" \
    PORT="${PORT[$name]}" GRPC_PORT="${GRPC_PORT[$name]}" OPERATIONS_PORT="${OPERATIONS_PORT[$name]}" \
    OPERATOR_TOKENS="${5:-[]}" PEPPER_FILE="$STATE/pepper" POOL_NODES="$3" POOL_MODE="$4"
  [ -n "$4" ] || sed -i '/^ *mode: *$/d' "$CONF/$name.yml"
}

configure_cluster() {
  local name
  keep_pepper
  copy_service
  "configure_${APP_SERVER_KIND}_servers"
  printf '%s\n' "$APP_SERVER_KIND" >"$CONF/app-servers"
  configure_nginx
  for name in "${REPLICAS[@]}"; do
    configure_replica "$name" "${#REPLICAS[@]}" "${MEMCACHED_NODES[@]}"
    [ "$DURABLE" = no ] || database_yml postgres "$OUTAGE_POLICY" >>"$CONF/$name.yml"
  done
}

start_memcached() {
  local user=()
  as_root && user=(-u "$PAGE_USER")
  require_free_ports "$1" "${PORT[$1]}"
  launch "$1" memcached -l 127.0.0.1 -p "${PORT[$1]}" -U 0 -m 128 -t 2 "${user[@]}"
  await_part "$1" 10 port_is_open "${PORT[$1]}"
}

start_replica() {
  local operations=${OPERATIONS_PORT[$1]} java
  require_free_ports "$1" "${PORT[$1]}" "${GRPC_PORT[$1]}" "$operations"
  warm_replicas "$1"
  mapfile -t java < <(replica_java "$1")
  launch "$1" "${java[@]}" "-XX:AOTCache=$(aot_cache)" \
    -jar "$STATE/service/holdfast-service.jar" --config "$CONF/$1.yml"
  await_part "$1" 60 http_is_ok "$operations" /health/ready
}

start_apache_server() {
  require_free_ports "$1" "${PORT[$1]}"
  rm -f "$RUN/$1.httpd" # A killed Apache leaves it, and its number may be in use again.
  launch "$1" apache2 -f "$CONF/$1/apache.conf" -D FOREGROUND
  await_part "$1" 20 http_is_ok "${PORT[$1]}" '/?ready'
}

# NGINX stays the child of its launcher; started by root, its workers are not root.
nginx_directives() {
  printf 'daemon off;'
  if as_root; then
    printf ' user %s;' "$PAGE_USER"
  fi
}

start_nginx() {
  require_free_ports nginx "$PAGES_PORT" "$API_PORT" "$API_GRPC_PORT"
  launch nginx nginx -p "$STATE" -e "$LOG/nginx.log" -c "$CONF/nginx.conf" -g "$(nginx_directives)"
  await_part nginx 10 port_is_open "$PAGES_PORT"
}

start_part() {
  if part_group "$1" >/dev/null; then
    return 0
  fi
  case $1 in
    memcached-*) start_memcached "$1" ;;
    postgres) start_postgres "$1" ;;
    replica-* | pool-replica-*) start_replica "$1" ;;
    app-*) start_apache_server "$1" ;;
    java-*) start_java_server "$1" ;;
    nginx) start_nginx ;;
    *) fail "no part is called $1 (there are: ${PARTS[*]})" ;;
  esac
}

# How many parts run.
running_parts() {
  local name running=0
  for name in "${PARTS[@]}"; do
    if part_group "$name" >/dev/null; then
      running=$((running + 1))
    fi
  done
  printf '%s\n' "$running"
}

# Starts what does not run yet. A start from nothing that fails leaves nothing.
cluster_up() {
  local name
  if [ "$(running_parts)" -eq 0 ]; then
    configure_cluster
    trap cluster_down EXIT
  fi
  for name in "${PARTS[@]}"; do
    start_part "$name"
  done
  wait_until 10 http_is_ok "$PAGES_PORT" / || fail "the page at http://127.0.0.1:$PAGES_PORT/ does not answer 200 (logs: $LOG)"
  trap - EXIT
}

# Ends whatever runs, last started first; parts of a broken-off bench included.
cluster_down() {
  local file index
  for ((index = ${#PARTS[@]} - 1; index >= 0; index--)); do
    stop_part "${PARTS[index]}"
  done
  for file in "$RUN"/*.pid; do
    [ ! -e "$file" ] || stop_part "$(basename "$file" .pid)"
  done
  rm -f "$CONF/app-servers"
}

cluster_status() {
  local name group state
  for name in "${PARTS[@]}"; do
    if group=$(part_group "$name"); then
      state=running
      ! part_is_paused "$name" || state=paused
      printf '%-12s %-8s port %s  pid %s\n' "$name" "$state" "${PORT[$name]}" "$group"
    else
      printf '%-12s stopped\n' "$name"
    fi
  done
}

# One part, by name, for those who want to see it die.
part_command() {
  local verb=${1:-} name=${2:-}
  [ -n "${PORT[${name:-none}]:-}" ] || fail "no part is called '$name' (there are: ${PARTS[*]})"
  case $verb in
    start) start_part "$name" ;;
    stop) stop_part "$name" ;;
    kill) kill_part "$name" ;;
    pause) pause_part "$name" ;;
    resume) resume_part "$name" ;;
    *) fail "part: expected start, stop, kill, pause or resume, got '$verb'" ;;
  esac
}
