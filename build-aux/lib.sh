# Shared by build-aux/run, build-aux/test and .ci/run: what must be installed, and building.
# shellcheck shell=bash
# Sourced after `top` is set to the top of the source tree.

build=${ROLLTOP_BUILD:-_build}

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# --- what is needed ---

packages_build=(
  gcc libc6-dev meson ninja-build pkg-config python3 gettext git ca-certificates
  libglib2.0-dev libgtk-4-dev libadwaita-1-dev libsecret-1-dev libsodium-dev liboath-dev libqrencode-dev
  libjson-glib-dev libcsv-dev libcairo2-dev libpango1.0-dev
  desktop-file-utils appstream libxml2-utils
)
packages_run=(
  adwaita-icon-theme librsvg2-common fonts-cantarell fonts-noto-core fonts-noto-cjk locales
  gnome-keyring dbus
)
packages_desk=(
  xvfb openbox at-spi2-core gir1.2-atspi-2.0 python3-gi libsecret-tools xdotool imagemagick
  x11-utils poppler-utils
)
# SQLCipher 4; on Debian 12 it is in bookworm-backports only.
packages_sqlcipher=(libsqlcipher-dev sqlcipher)
locales_needed=(en_US zh_CN)

debian_release() { # 12, 13 …, or nothing when this is not Debian
  (
    # shellcheck source=/dev/null
    . /etc/os-release 2>/dev/null || exit 0
    [ "${ID:-}" = debian ] || exit 0
    case ${VERSION_ID:-} in
      '') say 13 ;; # testing and unstable have no number
      *) say "$VERSION_ID" ;;
    esac
  )
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1; }

missing_packages() { # the ones among the arguments that are not installed, one per line
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii  *//p')
  printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
}

missing_sqlcipher() {
  local package version
  for package in "${packages_sqlcipher[@]}"; do
    version=$(dpkg-query -W -f '${db:Status-Abbrev}|${Version}' "$package" 2>/dev/null) || version=
    case $version in
      ii*) dpkg --compare-versions "${version#*|}" ge 4.5 || say "$package" ;;
      *) say "$package" ;;
    esac
  done
}

missing_locales() {
  local have wanted
  have=$(locale -a 2>/dev/null | tr 'A-Z' 'a-z')
  for wanted in "${locales_needed[@]}"; do
    printf '%s\n' "$have" | grep -qx "${wanted,,}\.utf-\?8" || say "$wanted"
  done
}

# --- long steps with progress ---

last_line() { tail -c 2000 "$1" | tr '\r' '\n' | grep -a . | tail -n 1 | cut -c 1-90; }

# step LOG MESSAGE COMMAND… — runs the command into LOG, telling every 15 seconds that it is alive.
step() {
  local log=$1 message=$2 began=$SECONDS pid status=0 ticks=0
  shift 2
  say "$message …"
  "$@" >>"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.5
    ticks=$((ticks + 1))
    [ $((ticks % 30)) != 0 ] || say "  … $((SECONDS - began)) s: $(last_line "$log")"
  done
  wait "$pid" || status=$?
  [ $status != 0 ] || say "$message: done in $((SECONDS - began)) s"
  return $status
}

apt_reason() {
  local line
  line=$(grep -E '^(E|Err):?' "$1" | tail -n 1)
  say "${line:-$(last_line "$1")}"
}

apt_run() { # apt_run LOG MESSAGE ARGUMENTS…
  local log=$1 message=$2
  shift 2
  step "$log" "$message" as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
    -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=300 "$@" ||
    die "$message failed: $(apt_reason "$log") (all of it in $log)"
}

# --- Debian 12: bookworm-backports, found through the machine's own package configuration ---

has_backports() { apt-get indextargets --format '$(RELEASE)' 2>/dev/null | grep -qx bookworm-backports; }

bookworm_site() {
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(SITE)' 2>/dev/null |
    sed -n 's/^bookworm main //p' | head -n 1
}

bookworm_signed_by() { # the key file that the machine's own bookworm source names
  local file=/usr/share/keyrings/debian-archive-keyring.gpg named
  named=$(sed -n 's/^[Ss]igned-[Bb]y: *\(\/[^ ]*\)$/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -i debian | head -n 1)
  if [ -n "$named" ] && [ -r "$named" ]; then say "$named"; elif [ -r "$file" ]; then say "$file"; fi
}

add_backports() {
  local site key
  site=$(bookworm_site)
  [ -n "$site" ] || die "this machine has no package source for bookworm, so bookworm-backports cannot be found"
  key=$(bookworm_signed_by)
  say "Adding bookworm-backports for SQLCipher 4 (/etc/apt/sources.list.d/rolltop-backports.sources)"
  {
    printf 'Types: deb\nURIs: %s\nSuites: bookworm-backports\nComponents: main\n' "$site"
    [ -z "$key" ] || printf 'Signed-By: %s\n' "$key"
  } | as_root tee /etc/apt/sources.list.d/rolltop-backports.sources >/dev/null
}

install_locales() {
  local name
  for name in "$@"; do
    as_root sed -i "s/^# *\(${name}.UTF-8 UTF-8\)/\1/" /etc/locale.gen
    grep -q "^${name}.UTF-8 UTF-8" /etc/locale.gen || printf '%s.UTF-8 UTF-8\n' "$name" | as_root tee -a /etc/locale.gen >/dev/null
  done
  as_root locale-gen
}

# set_up — installs what is missing. Takes well under a second when nothing is.
set_up() {
  local release missing cipher locales log
  release=$(debian_release)
  if [ -z "$release" ]; then
    say "This is not Debian: nothing is installed for you, and the build says what is missing."
    return
  fi
  [ "$release" -ge 12 ] || die "Debian $release is too old; Rolltop needs Debian 12 or newer"
  mapfile -t missing < <(missing_packages "${packages_build[@]}" "${packages_run[@]}" "${packages_desk[@]}")
  mapfile -t cipher < <(missing_sqlcipher)
  mapfile -t locales < <(missing_locales)
  [ ${#missing[@]} = 0 ] && [ ${#cipher[@]} = 0 ] && [ ${#locales[@]} = 0 ] && return

  mkdir -p "$top/$build"
  log=$top/$build/set-up.log
  : >"$log"
  can_be_root || die "to be installed as root first: ${missing[*]} ${cipher[*]} (there is no sudo)"
  if [ ${#missing[@]} != 0 ] || [ ${#cipher[@]} != 0 ]; then
    apt_run "$log" "Reading the package lists" update
    # apt names a machine's sources only once their lists were read
    if [ ${#cipher[@]} != 0 ] && [ "$release" = 12 ] && ! has_backports; then
      add_backports
      apt_run "$log" "Reading the package list of bookworm-backports" update
    fi
  fi
  [ ${#missing[@]} = 0 ] ||
    apt_run "$log" "Installing ${#missing[@]} packages and what they need (some minutes)" install --no-install-recommends "${missing[@]}"
  if [ ${#cipher[@]} != 0 ]; then
    local from=()
    [ "$release" != 12 ] || from=(-t bookworm-backports)
    apt_run "$log" "Installing SQLCipher 4" install --no-install-recommends "${from[@]}" "${cipher[@]}"
  fi
  mapfile -t locales < <(missing_locales)
  [ ${#locales[@]} = 0 ] || step "$log" "Making the locales ${locales[*]}" install_locales "${locales[@]}" ||
    die "the locales ${locales[*]} could not be made (see $log)"
}

# --- building ---

# build_all [MESON OPTION…] — configures $build once and builds it
build_all() {
  local log=$top/$build/build.log tool
  for tool in meson ninja cc pkg-config msgfmt; do
    command -v "$tool" >/dev/null 2>&1 || die "$tool is missing"
  done
  mkdir -p "$top/$build"
  : >"$log"
  if [ ! -f "$top/$build/build.ninja" ]; then
    step "$log" "Configuring" meson setup "$top/$build" "$top" "$@" ||
      die "configuring failed: $(grep -E 'ERROR' "$log" | tail -n 1) (all of it in $log)"
  fi
  step "$log" "Building" ninja -C "$top/$build" ||
    die "building failed: $(grep -E '(error|ERROR): |undefined reference|FAILED' "$log" | head -n 1) (all of it in $log)"
  if grep -q 'warning:' "$log"; then grep 'warning:' "$log" | sort -u | head -n 20; fi
}

# The program runs from the build folder: its settings schema and translations are there.
uninstalled_environment() {
  export GSETTINGS_SCHEMA_DIR=$top/$build/data
  export ROLLTOP_LOCALEDIR=$top/$build/po
}
