# Pages under Tomcat, for each way to keep sessions. Sourced by ./dev.
# shellcheck shell=bash

JAVA_BENCH_PACKAGES=(redis-server "${POSTGRES_PACKAGES[@]}")
JAVA_BENCH_JAR=$ROOT/deploy/java-bench/target/holdfast-java-bench.jar
JAVA_WAYS=(none rest grpc sticky jdbc spring-redis spring)
PORT+=([bench-redis]=11379 [java-none]=8391 [java-rest]=8392 [java-grpc]=8393 [java-sticky]=8394
  [java-jdbc]=8395 [java-spring-redis]=8396 [java-spring]=8397)
BENCH+=("${JAVA_WAYS[@]/#/java-}" bench-redis)

build_java_bench() {
  build java-bench deploy/java-bench "$JAVA_BENCH_JAR" "${SERVICE_SOURCES[@]}" \
    client-java/core client-java/grpc client-java/tomcat client-java/spring-session \
    deploy/java-bench/pom.xml deploy/java-bench/src
}

# Redis keeps nothing on disk here, as memcached does not.
start_bench_redis() {
  require_free_ports bench-redis "${PORT[bench-redis]}"
  launch bench-redis redis-server --bind 127.0.0.1 --port "${PORT[bench-redis]}" \
    --save '' --appendonly no --dir "$STATE/tmp"
  await_part bench-redis 10 port_is_open "${PORT[bench-redis]}"
}

# A process of its own for each way: start_java_way <way> <contender> <where its sessions are kept>
start_java_way() {
  local name=java-$1 port
  port=${PORT[$name]}
  require_free_ports "$name" "$port"
  launch "$name" "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Xms256m -Xmx256m \
    -cp "$JAVA_BENCH_JAR:$ROOT/deploy/java-bench/target/lib/*" \
    dev.holdfast.bench.BenchServer "$2" "$port" "$STATE/tmp" "$3"
  await_part "$name" 60 http_is_ok "$port" /
}

start_java_ways() {
  local rest_at=http://127.0.0.1:${PORT[bench-replica]} grpc_at=http://127.0.0.1:${GRPC_PORT[bench-replica]}
  start_java_way none none nowhere
  start_java_way rest tomcat "$rest_at"
  start_java_way grpc tomcat "$grpc_at?transport=grpc"
  start_java_way sticky sticky "$rest_at"
  start_java_way jdbc jdbc \
    "$(postgres_url bench-postgres)?user=$POSTGRES_ROLE&password=$(<"$STATE/bench-postgres/password")"
  start_java_way spring-redis spring-redis "${PORT[bench-redis]}"
  start_java_way spring spring-holdfast "$rest_at"
}

bench_java() {
  local way ways=()
  need "${JAVA_BENCH_PACKAGES[@]}"
  build_java_bench
  start_bench_replica
  start_bench_redis
  start_bench_postgres
  start_java_ways
  for way in "${JAVA_WAYS[@]}"; do
    ways+=("$way=${PORT[java-$way]}=$(part_group "java-$way")")
  done
  lab JavaBench "${PORT[bench-replica]}" "$ROOT/deploy/lab/src/main/lua" "$STATE/tmp" "${ways[@]}" -- \
    "service=$(part_group bench-replica)" "memcached=$(part_group memcached-1)" \
    "redis=$(part_group bench-redis)"
}
