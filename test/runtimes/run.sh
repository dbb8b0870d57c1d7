#!/usr/bin/env bash
# Runs smoke.mjs on Node (V8), Deno (another V8) and Bun (JavaScriptCore), and fails when any output differs from Node's.
# Needs a build. Bun and Deno are taken from PATH, or fetched into a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

missing=()
command -v bun >/dev/null || missing+=(bun@1)
command -v deno >/dev/null || missing+=(deno@2)
if ((${#missing[@]})); then
  npm install --prefix "$work" --no-audit --no-fund --loglevel=error "${missing[@]}" >&2
  PATH="$PATH:$work/node_modules/.bin"
fi

echo "node $(node --version), bun $(bun --version), $(deno --version | head -n 1)"
node test/runtimes/smoke.mjs >"$work/node.json"
bun test/runtimes/smoke.mjs >"$work/bun.json"
deno run --allow-read --allow-env --no-lock test/runtimes/smoke.mjs >"$work/deno.json"

status=0
for runtime in bun deno; do
  if cmp -s "$work/node.json" "$work/$runtime.json"; then
    echo "$runtime prints the same $(wc -c <"$work/node.json") bytes as node"
  else
    echo "$runtime differs from node:"
    diff "$work/node.json" "$work/$runtime.json" | head -n 20 || true
    status=1
  fi
done
exit "$status"
