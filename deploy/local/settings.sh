# Where the local parts live: folders, ports, names. Sourced by ./dev.
# shellcheck shell=bash disable=SC2034

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

PAGES_PORT=8088
API_PORT=8089
API_GRPC_PORT=8090
MEMCACHED_NODES=(memcached-1 memcached-2 memcached-3)
REPLICAS=(replica-1 replica-2)
APP_SERVERS=(app-1 app-2)
declare -A PORT=(
  [memcached-1]=11311 [memcached-2]=11312 [memcached-3]=11313
  [postgres]=11432
  [replica-1]=8180 [replica-2]=8280
  [app-1]=8301 [app-2]=8302
  [nginx]=$PAGES_PORT
)
declare -A GRPC_PORT=([replica-1]=9190 [replica-2]=9290)
declare -A OPERATIONS_PORT=([replica-1]=8181 [replica-2]=8281)

# Who serves pages when ./dev runs as root; an ordinary user serves them itself.
PAGE_USER=www-data

as_root() { [ "$(id -u)" -eq 0 ]; }

# The state folder: one place for configuration, pid files, logs and the pepper.
# Root's page user must be able to enter it, so a clone in a closed home
# directory keeps its state elsewhere.
state_folder() {
  local folder=${HOLDFAST_STATE:-$ROOT/build/local}
  mkdir -p "$folder"
  if as_root && ! setpriv --reuid "$PAGE_USER" --regid "$PAGE_USER" --clear-groups test -x "$folder" 2>/dev/null; then
    folder=/var/tmp/holdfast-local
    mkdir -p "$folder"
    [ -O "$folder" ] || fail "$folder belongs to somebody else (set HOLDFAST_STATE to another folder)"
  fi
  printf '%s\n' "$folder"
}

# Prints each argument as a line.
say() { printf '%s\n' "$@"; }

fail() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

use_state() {
  STATE=$(state_folder)
  CONF=$STATE/conf LOG=$STATE/log RUN=$STATE/run WWW=$STATE/www
  mkdir -p "$CONF" "$LOG" "$RUN" "$WWW" "$STATE/tmp"
}

# Copies a template and fills in its ${NAME} marks: render <template> <target> NAME=value...
render() {
  local template=$1 target=$2 text pair mark
  shift 2
  text=$(<"$template")
  for pair in "$@"; do
    mark="\${${pair%%=*}}"
    text=${text//"$mark"/"${pair#*=}"}
  done
  printf '%s\n' "$text" >"$target"
}
