# Finds a JDK and a Maven, and builds what is older than its sources. Sourced by ./dev.
# shellcheck shell=bash

MAVEN_VERSION=3.9.11
MAVEN_SHA512=03e2d65d4483a3396980629f260e25cac0d8b6f7f2791e4dc20bc83f9514db8d0f05b0479e699a5f34679250c49c8e52e961262ded468a20de0be254d8207076
MAVEN_URL=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$MAVEN_VERSION/apache-maven-$MAVEN_VERSION-bin.zip
SERVICE_JAR=$ROOT/service/target/holdfast-service.jar
JAVA_FLAGS=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -XX:+UseSerialGC)

is_jdk_25() {
  local home=$1 version
  [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
  [ "${version:-0}" -ge 25 ]
}

java_homes() {
  local java
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  printf '%s\n' /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/*
  if java=$(command -v java); then
    dirname "$(dirname "$(readlink -f "$java")")"
  fi
}

find_java() {
  local home
  while read -r home; do
    if is_jdk_25 "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done < <(java_homes)
  fail "no JDK 25 or newer found (looked at JAVA_HOME, /usr/lib/jvm and java on the PATH): install one, for example Temurin 25, or set JAVA_HOME"
}

find_maven() {
  local version
  version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' || true)
  if [ "$(printf '%s\n' 3.9 "${version:-0}" | sort -V | head -n 1)" = 3.9 ]; then
    MAVEN=(mvn)
  else
    fetch_maven
  fi
}

fetch_maven() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/holdfast
  local home=$cache/apache-maven-$MAVEN_VERSION
  MAVEN=("$home/bin/mvn")
  [ ! -x "$home/bin/mvn" ] || return 0
  say "Fetching Maven $MAVEN_VERSION into $cache" >&2
  local work
  mkdir -p "$cache"
  rm -rf "$cache"/fetch.*
  work=$(mktemp -d "$cache/fetch.XXXXXX")
  download "$MAVEN_URL" "$work/maven.zip" || fail "cannot fetch $MAVEN_URL"
  printf '%s  %s\n' "$MAVEN_SHA512" "$work/maven.zip" | sha512sum --check --status ||
    fail "the checksum of $MAVEN_URL is not the expected one"
  (cd "$work" && "$JAVA_HOME/bin/jar" xf maven.zip)
  chmod +x "$work/apache-maven-$MAVEN_VERSION/bin/mvn"
  rm -rf "$home"
  mv "$work/apache-maven-$MAVEN_VERSION" "$home"
  rm -rf "$work"
}

download() {
  if command -v curl >/dev/null; then
    curl -fsSL -o "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -q -O "$2" "$1"
  else
    "$JAVA_HOME/bin/java" "$ROOT/deploy/local/Fetch.java" "$1" "$2"
  fi
}

maven() {
  (cd "$ROOT" && "${MAVEN[@]}" "$@")
}

# True when a source is newer than the last good build of that name.
is_stale() {
  local stamp=$ROOT/build/$1.stamp product=$2
  shift 2
  [ -f "$product" ] && [ -f "$stamp" ] || return 0
  [ -n "$(cd "$ROOT" && find pom.xml .mvn "$@" -type f -newer "$stamp" -print -quit)" ]
}

# Builds a module and what it needs: build <name> <module> <product> <sources...>
build() {
  local name=$1 module=$2 product=$3
  shift 3
  find_java
  is_stale "$name" "$product" "$@" || return 0
  find_maven
  say "Building $module (the first time takes a few minutes)" >&2
  mkdir -p "$ROOT/build"
  touch "$ROOT/build/$name.stamp.next"
  maven -q -B -pl "$module" -am package -DskipTests || fail "the build of $module failed"
  [ -f "$product" ] || fail "the build left no $product"
  mv "$ROOT/build/$name.stamp.next" "$ROOT/build/$name.stamp"
}

SERVICE_SOURCES=(api/pom.xml api/src/main service/pom.xml service/src/main)

build_service() {
  build service service "$SERVICE_JAR" "${SERVICE_SOURCES[@]}"
}

build_lab() {
  build lab deploy/lab "$ROOT/deploy/lab/target/holdfast-lab.jar" \
    "${SERVICE_SOURCES[@]}" deploy/lab/pom.xml deploy/lab/src/main
}

# Runs a program of the lab: lab <class> <arguments...>
lab() {
  local program=$1
  shift
  "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -Xmx512m \
    -cp "$ROOT/deploy/lab/target/holdfast-lab.jar:$ROOT/deploy/lab/target/lib/*" \
    "dev.holdfast.lab.$program" "$@"
}
