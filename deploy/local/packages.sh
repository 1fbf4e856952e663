# Installs Debian packages that a sub-command needs and the machine lacks. Sourced by ./dev.
# shellcheck shell=bash

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

with_root() {
  if as_root; then "$@"; else sudo "$@"; fi
}

need() {
  local package missing=()
  command -v dpkg-query >/dev/null || {
    say "This is not Debian: please see that these are installed: $*" >&2
    return 0
  }
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -eq 0 ] || install_packages "${missing[@]}"
}

install_packages() {
  say "Installing: $*" >&2
  as_root || command -v sudo >/dev/null || fail "please install, as root: apt-get install $*"
  with_root apt-get -qq update >>"$LOG/apt.log" 2>&1 || say "apt-get update failed; trying what is known" >&2
  keep_services_down
  local code=0
  with_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" \
    >>"$LOG/apt.log" 2>&1 || code=$?
  let_services_up
  [ "$code" -eq 0 ] || fail "apt-get could not install: $* (see $LOG/apt.log)"
}

# Only the programs are wanted: Debian would start a web server on port 80 at once.
POLICY=/usr/sbin/policy-rc.d

keep_services_down() {
  policy_is_ours=
  if [ ! -e "$POLICY" ]; then
    policy_is_ours=yes
    printf '#!/bin/sh\nexit 101\n' | with_root tee "$POLICY" >/dev/null
    with_root chmod +x "$POLICY"
    trap let_services_up EXIT
  fi
}

let_services_up() {
  [ -z "$policy_is_ours" ] || with_root rm -f "$POLICY"
  policy_is_ours=
  trap - EXIT
}
