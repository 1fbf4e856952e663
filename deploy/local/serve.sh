# One replica with the embedded store, in the foreground. Sourced by ./dev.
# shellcheck shell=bash

serve() {
  build_service
  if [ "$#" -eq 0 ]; then
    set -- --config "$ROOT/deploy/local/serve.yml"
    say "Holdfast, one replica with the embedded store (sessions end with it); Ctrl-C stops it"
    say "  REST        http://127.0.0.1:8080/v1/namespaces/default/sessions/<key>"
    say "  gRPC        127.0.0.1:9090 holdfast.v1.SessionService"
    say "  operations  http://127.0.0.1:8081/health/ready /metrics /openapi.yaml"
  fi
  exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Xms64m -Xmx512m -jar "$SERVICE_JAR" "$@"
}
