#!/bin/sh
# Everything that can be said about the tree without running the program. Usage: lint.sh BUILD
set -u

build=$1
failed=0

# check NAME COMMAND…: says the name, and what the command said when it fails.
check ()
{
  name=$1
  shift
  if output=$("$@" 2>&1); then
    echo "ok      $name"
  else
    echo "FAILED  $name"
    printf '%s\n' "$output" | sed 's/^/        /'
    failed=1
  fi
}

check_format ()
{
  case "$(clang-format --version)" in
    *"version 14."*) find src tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror ;;
    *) echo "only clang-format 14 decides" ;;
  esac
}

check_templates ()
{
  schema=/usr/share/gtk-4.0/gtk4builder.rng
  [ -f "$schema" ] || return 0
  for file in resources/*.ui; do
    xmllint --noout --relaxng "$schema" "$file" || return 1
  done
}

# GTK's own tool knows neither the types of libadwaita nor ours, nor our callbacks, and ends at the
# first: what it says beside that is a fault. Tests build every template with fatal warnings.
check_builder ()
{
  for file in resources/*.ui; do
    dbus-run-session -- xvfb-run -a gtk4-builder-tool validate "$file" 2>&1
  done | {
    ! grep -vE "template parent type Adw|Invalid object type '(Adw|Acn|Shumate)|No function named|dconf-WARNING|^dbus-daemon|Failed to set fd limit|xvfb-run: error|AT-SPI|^$"
  }
}

# What the templates name must be there: icons in Adwaita or ours.
check_icons ()
{
  result=0
  for icon in $(grep -ho 'icon-name">[a-z0-9-]*' resources/*.ui | sed 's/.*>//' | sort -u); do
    [ -f "resources/icons/$icon.svg" ] ||
      find /usr/share/icons/Adwaita -name "$icon.svg" | grep -q . ||
      { echo "no icon $icon"; result=1; }
  done
  return $result
}

check_writing ()
{
  ! grep -nE '>[^<]*(\.\.\.|"[A-Za-z]|[A-Za-z]'"'"'[a-z])[^<]*</property>' resources/*.ui
}

check_potfiles ()
{
  {
    grep -lE '\b_ \(|\bN_ \(|ngettext' src/*/*.c
    grep -l translatable= resources/*.ui
    ls resources/*.desktop.in resources/*.metainfo.xml.in resources/*.gschema.xml
  } | LC_ALL=C sort >"$build/with-texts"
  LC_ALL=C sort resources/po/POTFILES | diff - "$build/with-texts"
}

check_deprecated_templates ()
{
  ! grep -nE 'GtkDialog|GtkTreeView|GtkComboBox|GtkInfoBar|AdwFlap|AdwLeaflet|AdwSqueezer' \
    resources/*.ui
}

# The build folder tells how each file is compiled; what is left out is in .clang-tidy.
check_clang_tidy ()
{
  find src -name '*.c' -print0 | xargs -0 -n 4 -P "$(nproc)" clang-tidy --quiet -p "$build"
}

# Left out: what it does not know of GLib, and opinions on style. g_autoptr frees what it calls
# leaked; g_object_new () hands its floating reference on; &(Type){ … } as an argument breaks its tree.
check_cppcheck ()
{
  cppcheck --quiet --error-exitcode=1 --inline-suppr --library=gtk --std=c17 -j "$(nproc)" \
    --enable=warning,performance,portability --suppress=missingInclude \
    --suppress=leakNoVarFunctionCall --suppress=memleak --suppress=nullPointerRedundantCheck \
    --suppress=unknownMacro --suppress=uninitvar --suppress=internalAstError --suppress=normalCheckLevelMaxBranches \
    -D'G_BEGIN_DECLS=' -D'G_END_DECLS=' -I src src
}

check_shell ()
{
  shellcheck --severity=warning -s sh dev .ci/run tests/lint/lint.sh tests/fuzz/run.sh \
    resources/packaging/debian/tests/command-line resources/packaging/debian/tests/window
}

check_manual ()
{
  output=$(mandoc -T lint -W warning resources/accession.1)
  [ -z "$output" ] || { echo "$output"; return 1; }
}

check_manifest ()
{
  /usr/bin/python3 -m json.tool resources/packaging/io.github.accession.Accession.json
}

check_marks ()
{
  ! git grep -nIwE 'TODO|FIXME|XXX|HACK' -- src tests data/derive resources ':!tests/lint'
}

check "include direction and compat" /usr/bin/python3 tests/lint/test-includes.py
check "calls that are never made" /usr/bin/python3 tests/lint/test-gates.py
check "clang-format" check_format
check "templates" check_templates
check "templates, by GTK" check_builder
check "icons" check_icons
check "typography of the interface" check_writing
check "widgets that age" check_deprecated_templates
check "translations" /usr/bin/python3 tests/lint/test-catalogue.py .
check "list of translated files" check_potfiles
check "desktop file" desktop-file-validate "$build/resources/io.github.accession.Accession.desktop"
check "metainfo" appstreamcli validate --no-net "$build/resources/io.github.accession.Accession.metainfo.xml"
check "settings schema" glib-compile-schemas --strict --dry-run resources
check "manual page" check_manual
check "Flatpak manifest" check_manifest
check "shell" check_shell
check "cppcheck" check_cppcheck
check "clang-tidy" check_clang_tidy
check "spelling" codespell -q 3 -I tests/lint/spelling.txt -S "*.po,spelling.txt,tests/fuzz/corpus" src resources tests dev README.md
check "unfinished marks" check_marks
exit $failed
