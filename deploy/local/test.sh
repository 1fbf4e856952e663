# Every test and check, and their sum. Sourced by ./dev.
# shellcheck shell=bash

TEST_PACKAGES=(curl php-apcu php-cli php-codesniffer php-curl php-fpm php-memcached php-symfony-http-foundation php-xml phpunit postgresql shellcheck yamllint)
YAML_RULES='{extends: default, rules: {line-length: {max: 160}, document-start: disable, braces: {max-spaces-inside: 1}}}'

passed=0
failed=0

# Adds the outcome of a whole suite, or of one check.
count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
}

# Runs one check as a test of its own: check <what it checks> <command...>
check() {
  local what=$1
  shift
  say '' "== $what"
  if ("$@"); then
    count 1 0
    say "ok: $what"
  else
    count 0 1
    say "FAILED: $what"
  fi
}

# Prints "<passed> <failed>" of JUnit XML reports: the sums over their outermost suites.
junit_totals() {
  awk '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    FNR == 1 { seen = 0 }
    /<testsuite / && !seen {
      seen = 1
      bad = attribute("failures") + attribute("errors")
      good += attribute("tests") - attribute("skipped") - bad
      failed += bad
    }
    END { print good + 0, failed + 0 }
  ' "$@"
}

# A suite that ran no test, or ended badly without naming a failed one, has failed.
count_suite() {
  local name=$1 code=$2 good bad
  shift 2
  read -r good bad < <(junit_totals "$@")
  if [ "$good" -eq 0 ] || { [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
    bad=$((bad + 1))
    say "FAILED: $name (code $code, $good tests passed)"
  fi
  count "$good" "$bad"
}

java_tests() {
  local code=0 reports
  say '' '== Maven'
  find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -delete
  maven -B verify -Dmaven.test.failure.ignore=true || code=$?
  mapfile -t reports < <(find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml')
  count_suite Maven "$code" "${reports[@]:-/dev/null}"
}

CONFORMANCE_PORT=8780
CONFORMANCE_OPERATIONS_PORT=8781

# The service under test of the conformance cases, with its steered clock and its namespaces:
# start_conformance_service [option...]
start_conformance_service() {
  launch conformance "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" \
    -cp "$ROOT/service/target/test-classes:$ROOT/service/target/classes:$ROOT/service/target/lib/*" \
    dev.holdfast.conformance.ConformanceService --rest-port "$CONFORMANCE_PORT" \
    --grpc-port 8790 --operations-port "$CONFORMANCE_OPERATIONS_PORT" "$@"
  await_part conformance 60 http_is_ok "$CONFORMANCE_OPERATIONS_PORT" /health/ready
}

# Runs PHPUnit against a service under test: phpunit_suite <name> <service option>... -- <phpunit argument>...
phpunit_suite() {
  local name=$1 code=0 options=() report="$ROOT/build/test/$1.xml"
  shift
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  say '' "== $name"
  mkdir -p "$ROOT/build/test"
  : >"$report"
  (start_conformance_service "${options[@]}") || code=$?
  (
    cd "$ROOT/php-client" || exit
    export HOLDFAST_URL=http://127.0.0.1:$CONFORMANCE_PORT
    export HOLDFAST_OPERATIONS_URL=http://127.0.0.1:$CONFORMANCE_OPERATIONS_PORT
    php -d apc.enable_cli=1 "$(command -v phpunit)" --log-junit "$report" "$@"
  ) || code=$?
  stop_part conformance
  count_suite "$name" "$code" "$report"
}

php_tests() {
  phpunit_suite phpunit --
  HOLDFAST_DATABASE=1 phpunit_suite phpunit-database --durable -- tests/Conformance/RestConformanceTest.php
}

check_shell() { (cd "$ROOT" && shellcheck -x -a dev .ci/run); }

# All are sourced by ./dev, and the last one of a name wins.
check_shell_names() {
  local twice
  twice=$(sed -n 's/^\([a-z_]*\)() .*/\1/p' "$ROOT/dev" "$ROOT"/deploy/local/*.sh | sort | uniq -d)
  [ -z "$twice" ] || {
    say "defined twice: $twice"
    return 1
  }
}

check_yaml() {
  (
    cd "$ROOT" || exit
    mapfile -t files < <(find . \( -name target -o -name build -o -name .git \) -prune -o \
      \( -name '*.yml' -o -name '*.yaml' \) -print)
    yamllint -s -d "$YAML_RULES" "${files[@]}"
  )
}

check_php_style() {
  (cd "$ROOT/php-client" && phpcs) && (cd "$ROOT/deploy/local" && phpcs --standard=PSR12 page bench fault)
}

check_end_to_end() {
  "$ROOT/dev" up && check_visits
}

check_cold_pool() {
  check_visits_outlive "${MEMCACHED_NODES[@]}"
}

check_down() {
  "$ROOT/dev" down && check_nothing_left
}

# What ./dev test is part of, or what takes minutes, is not run again.
check_command_of_readme() {
  case $1 in
    './dev test' | './dev bench '* | './dev fault '*) say '' "not run here: $1" ;;
    *) check "README: $1" run_shown_command "$@" ;;
  esac
}

readme_checks() {
  local before=$((passed + failed))
  each_shown_command "$ROOT/README.md" check_command_of_readme
  stop_part readme-serve
  check 'README.md shows commands' test "$((passed + failed))" -gt "$before"
}

run_tests() {
  need "${CLUSTER_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
  find_java
  find_maven
  trap cluster_down EXIT
  cluster_down
  java_tests
  php_tests
  check 'shellcheck' check_shell
  check 'no shell function stands twice' check_shell_names
  check 'yamllint' check_yaml
  check 'phpcs' check_php_style
  readme_checks
  check 'one visitor, 20 pages, two app servers' check_end_to_end
  check 'the visitor goes on when the whole pool restarts empty' check_cold_pool
  check './dev down leaves no process' check_down
  say '' "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
