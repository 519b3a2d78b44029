#!/bin/sh
# Runs every fuzz target. Usage: run.sh SECONDS. Inputs that crash are kept in _build-fuzz; those
# that were mended lie in tests/fuzz/corpus/TARGET and are run first, with the test data.
set -eu

seconds=$1
build=_build-fuzz
packages="gio-unix-2.0 json-glib-1.0 proj sqlite3 geos"
flags="-g -O1 -std=gnu17 -fsanitize=address,undefined -fno-sanitize-recover=undefined
 -Isrc -DG_LOG_DOMAIN=\"Accession\" -DGEOS_USE_ONLY_R_API"
mkdir -p $build/core
# shellcheck disable=SC2046,SC2086 # lists of words
for source in src/base/*.c src/geo/*.c src/model/*.c src/io/*.c; do
  object=$build/core/$(basename "$source" .c).o
  if [ -z "$(find src -name '*.h' -newer "$object" 2>/dev/null || echo new)" ] &&
     [ "$object" -nt "$source" ]; then continue; fi
  clang $flags -fsanitize=fuzzer-no-link $(pkg-config --cflags $packages) -c "$source" -o "$object"
done
for target in tests/fuzz/fuzz-*.c; do
  name=$(basename "$target" .c)
  # shellcheck disable=SC2046,SC2086 # lists of words
  clang $flags -fsanitize=fuzzer $(pkg-config --cflags $packages) "$target" $build/core/*.o \
    -o $build/$name $(pkg-config --libs $(echo $packages | sed 's/ geos//')) -lgeos_c -lm
  mkdir -p $build/corpus-$name
  seeds=
  case $name in
    fuzz-dossier | fuzz-geojson | fuzz-json-scanner) seeds=tests/io/data ;;
  esac
  [ ! -d tests/fuzz/corpus/$name ] || seeds="$seeds tests/fuzz/corpus/$name"
  echo "$name: $seconds s"
  # shellcheck disable=SC2086 # a list of words
  G_SLICE=always-malloc LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0" \
    $build/$name -max_total_time="$seconds" -max_len=65536 -timeout=5 \
    -rss_limit_mb=1024 -artifact_prefix=$build/$name- -verbosity=0 -print_final_stats=1 \
    $build/corpus-$name $seeds >$build/$name.log 2>&1 || failed="${failed:-} $name"
  grep -E 'ERROR|SUMMARY|number_of_executed_units|Test unit written' $build/$name.log || true
done
[ -z "${failed:-}" ] || { echo "failed:$failed, see $build" >&2; exit 1; }
