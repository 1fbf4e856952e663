# A PostgreSQL of our own, its data in the state folder. Sourced by ./dev.
# shellcheck shell=bash

POSTGRES_PACKAGES=(postgresql)
POSTGRES_ROLE=holdfast
POSTGRES_DATABASE=holdfast

# The programs of the version that wrote the data; of the newest one for a server without data.
postgres_programs() {
  local version programs
  version=$(cat "$STATE/$1/data/PG_VERSION" 2>/dev/null || true)
  programs=$(find /usr/lib/postgresql -path "*/${version:-*}/bin/initdb" 2>/dev/null | sort -V | tail -n 1)
  [ -n "$programs" ] || programs=$(command -v initdb || true)
  [ -n "$programs" ] || fail "no PostgreSQL ${version:+$version }found in /usr/lib/postgresql or on the PATH"
  dirname "$(readlink -f "$programs")"
}

# Runs a program as the owner of the data, which root must not be: as_postgres <name> <command...>
as_postgres() {
  postgres_command "$@"
  "${postgres_command[@]}"
}

# Sets postgres_command to what runs a program as the owner of the data, in a folder it may enter.
postgres_command() {
  local folder=$STATE/$1
  shift
  postgres_command=(env -C "$folder" "$@")
  ! as_root || postgres_command=(setpriv --reuid "$PAGE_USER" --regid "$PAGE_USER" --clear-groups "${postgres_command[@]}")
}

# Makes the data once. What is half made goes again. make_postgres <name>
make_postgres() {
  local folder=$STATE/$1 programs
  [ ! -d "$folder/data" ] || return 0
  programs=$(postgres_programs "$1")
  mkdir -p "$folder"
  rm -rf "$folder/new"
  (umask 077 && head -c 24 /dev/urandom | base64 >"$folder/password")
  ! as_root || chown -R "$PAGE_USER:" "$folder"
  as_postgres "$1" "$programs/initdb" --pgdata=new --username="$POSTGRES_ROLE" --pwfile=password \
    --auth=scram-sha-256 --encoding=UTF8 --no-locale >>"$LOG/$1.log" 2>&1 ||
    fail "PostgreSQL could not make its data (its log: $LOG/$1.log)"
  as_postgres "$1" "$programs/postgres" --single -D new postgres >>"$LOG/$1.log" 2>&1 \
    <<<"CREATE DATABASE $POSTGRES_DATABASE" || fail "PostgreSQL could not make a database (its log: $LOG/$1.log)"
  mv "$folder/new" "$folder/data"
}

# A killed server leaves its number, which may by now be that of a zombie or of another program.
forget_killed_server() {
  local file=$STATE/$1/data/postmaster.pid pid name='' state
  [ -f "$file" ] || return 0
  read -r pid <"$file"
  { read -r name <"/proc/$pid/comm"; } 2>/dev/null || true
  read -r _ state _ < <(process_facts "$pid") || state=Z
  if [ "$name" != postgres ] || [ "$state" = Z ]; then
    rm -f "$file"
  fi
}

postgres_answers() {
  "$(postgres_programs "$1")/pg_isready" -q -h 127.0.0.1 -p "${PORT[$1]}"
}

# Starts a server on ${PORT[<name>]}: start_postgres <name>
start_postgres() {
  require_free_ports "$1" "${PORT[$1]}"
  make_postgres "$1"
  forget_killed_server "$1"
  # Terse: what it logs must not quote rows.
  postgres_command "$1" "$(postgres_programs "$1")/postgres" -D data -p "${PORT[$1]}" -k '' \
    -c listen_addresses=127.0.0.1 -c log_error_verbosity=terse
  launch "$1" "${postgres_command[@]}"
  await_part "$1" 60 postgres_answers "$1"
}

# Makes the database anew on a server that runs: fresh_database <name>
fresh_database() {
  PGPASSWORD=$(<"$STATE/$1/password") "$(postgres_programs "$1")/psql" -q -X -v ON_ERROR_STOP=1 \
    -h 127.0.0.1 -p "${PORT[$1]}" -U "$POSTGRES_ROLE" -d postgres \
    -c 'SET client_min_messages = warning' \
    -c "DROP DATABASE IF EXISTS $POSTGRES_DATABASE WITH (FORCE)" -c "CREATE DATABASE $POSTGRES_DATABASE" ||
    fail "the database $POSTGRES_DATABASE could not be made"
}

postgres_url() {
  printf 'jdbc:postgresql://127.0.0.1:%s/%s\n' "${PORT[$1]}" "$POSTGRES_DATABASE"
}

# What a replica's configuration says of it, to be added to a file: database_yml <name> [outage policy]
database_yml() {
  printf '  database:\n    url: "%s"\n    user: %s\n    password-file: "%s"\n' \
    "$(postgres_url "$1")" "$POSTGRES_ROLE" "$STATE/$1/password"
  [ -z "${2:-}" ] || printf '    outage: %s\n' "$2"
}
