# A short training run gives replicas an AOT cache (loaded classes, profiles): they start
# in a third of the time, which counts when one restarts under load. Sourced by ./dev.
# shellcheck shell=bash

aot_cache() { printf '%s\n' "$STATE/replica.aot"; }

# The cache holds for one JVM, these flags and this copy of the service. A replica with a file of
# hosts looks names up there: replica_java <name>
replica_java() {
  printf '%s\n' "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Xms128m -Xmx256m
  [ ! -f "$CONF/$1.hosts" ] || printf '%s\n' "-Djdk.net.hosts.file=$CONF/$1.hosts"
}

cache_is_current() {
  [ -s "$(aot_cache)" ] && [ -z "$(find "$STATE/service" "$JAVA_HOME/release" -newer "$(aot_cache)" -print -quit)" ]
}

# Sends one request and reads the answer's head: http_send <port> <method> <path> <header> <body>
http_send() {
  local status
  exec 9<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\nContent-Length: %s\r\n\r\n%s' \
    "$2" "$3" "$4" "${#5}" "$5" >&9
  read -r -t 5 _ status _ <&9 || status=0
  exec 9>&-
  [ "${status:0:1}" = 2 ]
}

# What a page does: acquire, save, release; and an end, so that nothing stays behind.
train() {
  local port=$1 round path='/v1/namespaces/default/sessions/training-session'
  for round in {1..200}; do
    http_send "$port" POST "$path:acquire" 'Content-Type: application/json' '{"owner":"training-owner"}' || return 1
    http_send "$port" PUT "$path" 'Content-Type: application/octet-stream' "round $round" || return 1
    http_send "$port" GET "$path" 'Accept: */*' '' || return 1
    http_send "$port" POST "$path:release" 'Content-Type: application/json' '{"owner":"training-owner"}' || return 1
  done
  http_send "$port" DELETE "$path" 'Accept: */*' ''
}

# Makes the cache with the given replica's configuration, before that replica starts.
warm_replicas() {
  local name=$1 java
  ! cache_is_current || return 0
  say "Training the service once, for quick restarts" >&2
  rm -f "$(aot_cache)"
  mapfile -t java < <(replica_java "$name")
  launch training "${java[@]}" "-XX:AOTCacheOutput=$(aot_cache)" \
    -jar "$STATE/service/holdfast-service.jar" --config "$CONF/$name.yml"
  await_part training 60 http_is_ok "${OPERATIONS_PORT[$name]}" /health/ready
  train "${PORT[$name]}" || say "the training run was cut short" >&2
  stop_part training 60
}
