# The sample on two Tomcats, in the place of the Apaches. Sourced by ./dev.
# shellcheck shell=bash

JAVA_SERVERS=(java-1 java-2)
PORT+=([java-1]=8401 [java-2]=8402)
SAMPLE_JAR=$ROOT/deploy/sample/target/holdfast-sample-tomcat.jar

build_sample() {
  build sample deploy/sample "$SAMPLE_JAR" client-java/pom.xml client-java/{core,tomcat}/{pom.xml,src/main} \
    deploy/sample/pom.xml deploy/sample/src/main
}

# Has the Tomcats serve the pages.
use_java_servers() {
  APP_SERVER_KIND=java
  APP_SERVERS=("${JAVA_SERVERS[@]}")
  CLUSTER_PACKAGES=(memcached nginx "${POSTGRES_PACKAGES[@]}")
  list_parts
}

# The app servers of the cluster as it was configured; nothing once it was taken down.
configured_app_servers() {
  cat "$CONF/app-servers" 2>/dev/null || true
}

# Takes those app servers that the cluster was brought up with.
find_app_servers() {
  [ "$(configured_app_servers)" != java ] || use_java_servers
}

# A cluster that runs with the others is not mixed with these.
require_same_app_servers() {
  local configured
  configured=$(configured_app_servers)
  if [ "${configured:-$APP_SERVER_KIND}" != "$APP_SERVER_KIND" ] && [ "$(running_parts)" -gt 0 ]; then
    fail "the cluster is up with other app servers: ./dev down first"
  fi
}

# Tomcats run from a copy, as replicas do. timeout and wait are those of php.ini, for the same reason.
configure_java_servers() {
  local name sticky
  rm -rf "$STATE/sample"
  mkdir -p "$STATE/sample"
  cp -R "$SAMPLE_JAR" "$ROOT/deploy/sample/target/lib" "$ROOT/deploy/sample/src/main/webapp" "$STATE/sample/"
  for name in "${APP_SERVERS[@]}"; do
    sticky=()
    [ -z "${HOLDFAST_STICKY:-}" ] || sticky=(--sticky --route "${name//-/}")
    printf '%s\n' --name "$name" --port "${PORT[$name]}" --endpoints "$(replica_urls)?timeout=3s&wait=8s" \
      --application "$STATE/sample/webapp" --base "$STATE/tomcat/$name" "${sticky[@]}" >"$CONF/$name.args"
  done
}

# The quick compiler only: a Tomcat that is just starting shares the machine with all the others.
start_java_server() {
  local arguments
  require_free_ports "$1" "${PORT[$1]}"
  mapfile -t arguments <"$CONF/$1.args"
  launch "$1" "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -XX:TieredStopAtLevel=1 -Xms64m -Xmx256m \
    -cp "$STATE/sample/$(basename "$SAMPLE_JAR"):$STATE/sample/lib/*" dev.holdfast.sample.SampleServer "${arguments[@]}"
  await_part "$1" 30 http_is_ok "${PORT[$1]}" /about
}
