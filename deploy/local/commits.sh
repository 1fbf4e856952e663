# The measurements with a database. Sourced by ./dev.
# shellcheck shell=bash

DURABLE_REPLICAS=(bench-pool bench-durable bench-single)
BENCH+=("${DURABLE_REPLICAS[@]}" bench-postgres)
PORT+=([bench-pool]=8180 [bench-durable]=8280 [bench-single]=8380 [bench-postgres]=11433)
GRPC_PORT+=([bench-pool]=9190 [bench-durable]=9290 [bench-single]=9390)
OPERATIONS_PORT+=([bench-pool]=8181 [bench-durable]=8281 [bench-single]=8381)

# A server without data: what an earlier run has left would be measured as well.
start_bench_postgres() {
  rm -rf "$STATE/bench-postgres"
  start_postgres bench-postgres
}

# Runs a program with the environment by which PostgreSQL's own programs find the server.
with_bench_postgres() {
  PGHOST=127.0.0.1 PGPORT=${PORT[bench-postgres]} PGUSER=$POSTGRES_ROLE PGDATABASE=$POSTGRES_DATABASE \
    PGPASSWORD=$(<"$STATE/bench-postgres/password") "$@"
}

# One pool, three replicas: without a database, with one, and with one where no writes share a commit.
bench_durable() {
  local name replicas=()
  for name in "${MEMCACHED_NODES[@]}"; do
    start_part "$name"
  done
  start_bench_postgres
  for name in "${DURABLE_REPLICAS[@]}"; do
    configure_replica "$name" "${#DURABLE_REPLICAS[@]}" "${MEMCACHED_NODES[@]}"
    [ "$name" = bench-pool ] || database_yml bench-postgres >>"$CONF/$name.yml"
    [ "$name" != bench-single ] || printf '    writes-per-commit: 1\n' >>"$CONF/$name.yml"
    launch_bench_replica "$name"
    replicas+=("${name#bench-}=${PORT[$name]}:${OPERATIONS_PORT[$name]}")
  done
  with_bench_postgres lab DurableBench "$ROOT/deploy/lab/src/main" "$STATE/tmp" \
    "$(postgres_programs bench-postgres)" "${replicas[@]}"
}

bench_table() {
  start_bench_postgres
  lab TableBench "$(postgres_url bench-postgres)" "$POSTGRES_ROLE" "$(<"$STATE/bench-postgres/password")"
}
