#!/bin/sh
# Makes sigma.min.js and LICENSES-SIGMA again, from npm. Needs Node 18 or newer; run it in any folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cp "$here/sigma-entry.js" "$room/"
cd "$room"
npm install --silent --no-save --no-package-lock --ignore-scripts \
    sigma@3.0.3 graphology@0.26.0 events@3.3.0 graphology-utils@2.5.2 graphology-types@0.24.8 esbuild@0.28.2
node_modules/.bin/esbuild sigma-entry.js --bundle --minify --format=iife --global-name=sigma --target=es2020 \
    --charset=utf8 --legal-comments=none --log-level=warning --outfile="$here/sigma.min.js"
for package in sigma graphology graphology-utils events; do
    licence=$(ls node_modules/$package/LICENSE*)
    printf '%s\n\n' "$package $(node -p "require('./node_modules/$package/package.json').version")"
    cat "$licence"
    printf '\n\n'
done | tr -d '\r' > "$here/LICENSES-SIGMA"
sha256sum "$here/sigma.min.js"
