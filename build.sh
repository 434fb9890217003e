#!/usr/bin/env bash
# Everything a contributor needs: installs what is missing where it can, restores, checks the format, builds, tests.
# The last line is "N passed, N failed" (", N skipped" may follow).
set -euo pipefail
cd "$(dirname "$0")"
configuration="${CONFIGURATION:-Release}"
log="$(mktemp)"
export JUDGES="$(mktemp)"
trap 'rm -f "$log" "$JUDGES"' EXIT

# Tests that drive a browser, a database server or independent AWS clients need programs that NuGet does not bring.
install_programs() {
  local missing=()
  command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing+=(chromium)
  command -v aws >/dev/null 2>&1 || missing+=(awscli)
  command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing+=(nginx)
  command -v npm >/dev/null 2>&1 || missing+=(nodejs npm)
  /usr/bin/python3 -c 'import boto3' >/dev/null 2>&1 || missing+=(python3-boto3)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing+=(postgresql)
  [ ${#missing[@]} -eq 0 ] && return 0
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "${missing[@]}" >/dev/null
  else
    echo "Not installed: ${missing[*]}. The tests that need them are skipped." >&2
  fi
}

step() { printf '\n== %s\n' "$1"; }

step "Programs"
install_programs
step "Restore"
dotnet restore FsxPortal.sln --locked-mode
dotnet tool restore
if command -v npm >/dev/null 2>&1; then
  # AWS's own packages for JavaScript, which judge our clients and the emulator.
  (cd FsxPortal.Tests/Judges && npm ci --ignore-scripts --no-audit --no-fund)
fi
step "Build"
dotnet build FsxPortal.sln -c "$configuration" --no-restore
dotnet build FsxPortal.Tests/Benchmarks/Benchmarks.csproj -c "$configuration"
step "Format"
dotnet format FsxPortal.sln --verify-no-changes --no-restore --exclude FsxPortal.Core/Persistence/Migrations
step "Migrations"
for context in SqlitePortalDb PostgresPortalDb; do
  dotnet ef migrations has-pending-model-changes -p FsxPortal.Core -s FsxPortal.Core -c "$context" --configuration "$configuration" --no-build
done
step "Tests"
code=0
dotnet test --solution FsxPortal.sln -c "$configuration" --no-build --no-progress --no-ansi 2>&1 | tee "$log" || code=$?
step "What independent judges checked"
sort "$JUDGES"
if [ "$code" != 0 ]; then
  # Again and last, because a log that is kept is often kept by its end only.
  step "What failed, and the first lines of why"
  grep -A 12 -E '^failed ' "$log" | cut -c 1-300 || true
fi
echo
awk '/^Test run summary/ { s = 1 }
     s && /^ *failed:/ { f = $2 } s && /^ *succeeded:/ { p = $2 } s && /^ *skipped:/ { k = $2 }
     END { if (p == "") exit 1; printf "%d passed, %d failed%s\n", p, f, (k > 0 ? ", " k " skipped" : "") }' "$log" || code=1
exit "$code"
