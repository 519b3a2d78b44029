#!/bin/sh
# Runs every fuzz target. Usage: run.sh SECONDS. Inputs that crash are kept in _build-fuzz.
set -eu

seconds=$1
build=_build-fuzz
packages="gio-unix-2.0 json-glib-1.0 proj"
mkdir -p $build
for target in tests/fuzz/fuzz-*.c; do
  name=$(basename "$target" .c)
  # shellcheck disable=SC2046,SC2086 # lists of words
  clang -g -O1 -std=gnu17 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
    -Isrc -DG_LOG_DOMAIN=\"Accession\" $(pkg-config --cflags $packages) \
    "$target" src/base/*.c src/io/acn-json-*.c \
    -o $build/$name $(pkg-config --libs $packages) -lm
  mkdir -p $build/corpus-$name
  echo "$name: $seconds s"
  G_SLICE=always-malloc $build/$name -max_total_time="$seconds" -max_len=65536 -timeout=5 \
    -rss_limit_mb=1024 -artifact_prefix=$build/ -verbosity=0 -print_final_stats=1 \
    $build/corpus-$name $( [ -d tests/fuzz/corpus/$name ] && echo tests/fuzz/corpus/$name ) 2>&1 |
    grep -E 'ERROR|SUMMARY|number_of_executed_units|Test unit written' || true
  if ls $build/crash-* $build/timeout-* $build/oom-* >/dev/null 2>&1; then
    echo "$name: see $build" >&2
    exit 1
  fi
done
