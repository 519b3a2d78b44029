#!/bin/sh
# Runs fuzz targets, all if none is named. Usage: run.sh SECONDS [TARGET…]. Inputs that crash are
# kept in _build-fuzz; those that were mended lie in tests/fuzz/corpus/TARGET and are run first,
# with the test data.
# shellcheck disable=SC2089,SC2090 # the quotes in flags are for the preprocessor
set -eu

seconds=$1
shift
build=_build-fuzz
core="base geo model io"
packages="gio-unix-2.0 json-glib-1.0 proj sqlite3 geos"
# The targets of export and of tiles alone need these rooms and libraries.
more="state scene export"
# And these what is in a tile.
tile_packages="libsoup-3.0 libjpeg"
more_packages="cairo pangocairo libpng libwebp libwebpmux $tile_packages"
flags="-g -O1 -std=gnu17 -fsanitize=address,undefined -fno-sanitize-recover=undefined
 -Isrc -I_build/src -DG_LOG_DOMAIN=\"Accession\" -DGEOS_USE_ONLY_R_API"

# libraries PACKAGE…: as options of the linker; geos.pc names the C++ library.
libraries ()
{
  # shellcheck disable=SC2001,SC2046 # not the shell's patterns; a list of words
  pkg-config --libs $(echo "$*" | sed 's/ geos//')
  echo -lgeos_c -lm
}

# compile ROOM…: one object for each source that is newer than it, or any header.
compile ()
{
  for room in "$@"; do
    mkdir -p $build/$room
    for source in src/"$room"/*.c; do
      object=$build/$room/$(basename "$source" .c).o
      if [ -z "$(find src -name '*.h' -newer "$object" 2>/dev/null || echo new)" ] &&
         [ -n "$(find "$object" -newer "$source" 2>/dev/null)" ]; then continue; fi
      # shellcheck disable=SC2046,SC2086 # lists of words
      clang $flags -fsanitize=fuzzer-no-link $(pkg-config --cflags $packages $more_packages) \
        -c "$source" -o "$object"
    done
  done
}

# link NAME ROOM…
link ()
{
  name=$1
  shift
  objects=
  for room in "$@"; do objects="$objects $build/$room/*.o"; done
  # shellcheck disable=SC2046,SC2086 # lists of words
  clang $flags -fsanitize=fuzzer $(pkg-config --cflags $packages $more_packages) \
    tests/fuzz/"$name".c $objects -o $build/"$name" $(libraries $packages $more_packages)
}

# shellcheck disable=SC2086 # a list of words
compile $core
# shellcheck disable=SC2046 # a list of words
[ $# -gt 0 ] || set -- $(basename -s .c tests/fuzz/fuzz-*.c)
for name in "$@"; do
  name=fuzz-${name#fuzz-}
  # shellcheck disable=SC2086 # lists of words
  case $name in
    fuzz-export) compile $more && link "$name" $core $more ;;
    fuzz-*-tiles) compile $more tiles && link "$name" $core $more tiles ;;
    *) link "$name" $core ;;
  esac
  mkdir -p $build/corpus-$name
  seeds=
  case $name in
    fuzz-dossier | fuzz-geojson | fuzz-json-scanner) seeds=tests/io/data ;;
  esac
  [ ! -d tests/fuzz/corpus/$name ] || seeds="$seeds tests/fuzz/corpus/$name"
  echo "$name: $seconds s"
  # shellcheck disable=SC2086 # a list of words
  G_SLICE=always-malloc LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0" \
    $build/$name -max_total_time="$seconds" -max_len=65536 -timeout=25 \
    -rss_limit_mb=1024 -artifact_prefix=$build/$name- -verbosity=0 -print_final_stats=1 \
    $build/corpus-$name $seeds >$build/$name.log 2>&1 || failed="${failed:-} $name"
  grep -E 'ERROR|SUMMARY|number_of_executed_units|Test unit written' $build/$name.log || true
done
[ -z "${failed:-}" ] || { echo "failed:$failed, see $build" >&2; exit 1; }
