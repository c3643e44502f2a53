# What `./entente` and `./test` share: installing Debian's packages and building quietly. Sourced by bash, with
# `root` (the repository, absolute) and `me` (the name shown in messages) set.
#
# Everything said here goes to standard error, so that standard output holds the result alone. Exit status 3 says that the
# machine, not the question, was at fault. File descriptor 9 is the lock; children never see it, lest one outlives the build.

say() { echo "$me: $*" >&2; }

# start_log FILE: an empty log at FILE; `log` names it.
start_log() {
  log=$1
  if ! { mkdir -p "${log%/*}" && : > "$log"; } 2> /dev/null; then
    say "can not write $log: the repository's folder must be writable"
    exit 3
  fi
}

# One build at a time: waits until no other `./entente` or `./test` installs or builds here.
lock_builds() {
  start_log "$root/build/lock"
  exec 9> "$log"
  if ! flock -n 9; then
    say "waiting for another build here to end"
    flock 9
  fi
}
unlock_builds() { exec 9>&-; }

# The packages that cmake/packages.txt lists for the purposes given.
packages_for() {
  local purpose package wanted=" $* "
  while read -r purpose package; do
    [[ $wanted == *" $purpose "* ]] && echo "$package"
  done < "$root/cmake/packages.txt" | sort -u
}

# Those of standard input that dpkg does not know as installed.
lacking_packages() {
  local wanted
  wanted=$(cat)
  comm -23 <(echo "$wanted") \
    <(xargs dpkg-query -W -f='${db:Status-Status} ${Package}\n' <<< "$wanted" 2> /dev/null | sed -n 's/^installed //p' | sort -u)
}

# require_packages PURPOSE...: installs what is lacking; where it may not, prints the list and the command and exits with 3.
require_packages() {
  local packages install as_root=()
  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    mapfile -t packages < <(packages_for "$@")
    say "installs what it needs on Debian and its kin only; elsewhere install the like of these packages of Debian 12:"
    printf '  %s\n' "${packages[@]}" >&2
    say "on Debian that is: apt-get install --no-install-recommends ${packages[*]}"
    say "then build by hand: cmake --preset release -DENTENTE_TESTS=OFF && cmake --build build/release"
    exit 3
  fi

  mapfile -t packages < <(packages_for "$@" | lacking_packages)
  [[ ${#packages[@]} == 0 ]] && return
  install="apt-get install --no-install-recommends ${packages[*]}"

  if [[ $(id -u) != 0 ]]; then
    # Without a terminal nobody can type a password.
    if command -v sudo > /dev/null && { sudo -n true 2> /dev/null || [[ -t 0 && -t 2 ]]; }; then
      as_root=(sudo)
    else
      say "these Debian packages are lacking, and installing them needs root or sudo:"
      printf '  %s\n' "${packages[@]}" >&2
      say "as root: apt-get update && $install"
      exit 3
    fi
  fi

  say "installing ${packages[*]}"
  start_log "$root/build/packages.log"
  local apt_get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y)
  # A failed update is no verdict: the lists at hand may do.
  "${apt_get[@]}" update < /dev/null >> "$log" 2>&1 9>&- || true
  if ! "${apt_get[@]}" install --no-install-recommends "${packages[@]}" < /dev/null >> "$log" 2>&1 9>&-; then
    tail -n 5 "$log" >&2
    say "apt-get could not install these packages (is there a network?); all it said is in $log:"
    printf '  %s\n' "${packages[@]}" >&2
    say "by hand, as root: apt-get update && $install"
    exit 3
  fi
}

# offer_page_tools: the page of reports is built with npm, and its what-if with Emscripten, whoever brought them. Where they are
# lacking and can not be installed the rest is built without, and `plan --out` or the report says so.
offer_page_tools() {
  if ! command -v npm > /dev/null && ! (require_packages web); then
    say "going on without npm: report.html is left out"
    return
  fi
  command -v em++ > /dev/null || (require_packages evaluator) || say "going on without Emscripten: reports have no what-if sliders"
}

# configured PRESET: whether build/PRESET is ready for ninja. A repository that was moved or copied is not: its build folder
# remembers where it was made.
configured() {
  local folder=$root/build/$1
  [[ -f $folder/build.ninja ]] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"
}

# build PRESET TARGET [CMAKE-OPTION...]: configures and builds, all output to build/PRESET/build.log.
build() {
  local folder=$root/build/$1 target=$2 configure=(cmake --preset "$1" "${@:3}")
  if configured "$1"; then
    say "building what changed"
  else
    say "building for the first time, which takes some minutes; progress in $folder/build.log"
    configure+=(--fresh)
  fi
  start_log "$folder/build.log"
  if ! (cd "$root" && "${configure[@]}" && cmake --build "$folder" --target "$target" -j "$(nproc)") \
    < /dev/null >> "$log" 2>&1 9>&-; then
    tail -n 30 "$log" >&2
    say "the build failed; the whole log is $log"
    exit 3
  fi
}
