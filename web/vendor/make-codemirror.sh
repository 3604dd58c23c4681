#!/bin/sh
# Makes codemirror.min.js and LICENSES-CODEMIRROR again, from npm. Needs Node 18 or newer; run it in any folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cp "$here/codemirror-entry.js" "$room/"
cd "$room"
npm install --silent --no-save --no-package-lock --ignore-scripts \
    @codemirror/state@6.7.6 @codemirror/view@6.43.15 @codemirror/commands@6.11.1 @codemirror/language@6.13.1 \
    @codemirror/autocomplete@6.20.4 @codemirror/lint@6.9.8 @codemirror/legacy-modes@6.5.5 @lezer/highlight@1.2.5 \
    @lezer/common@1.5.5 @lezer/lr@1.4.12 style-mod@4.1.5 w3c-keyname@2.2.8 crelt@1.0.7 \
    @marijn/find-cluster-break@1.0.4 esbuild@0.28.2
node_modules/.bin/esbuild codemirror-entry.js --bundle --minify --format=iife --global-name=codemirror --target=es2020 \
    --charset=utf8 --legal-comments=none --log-level=warning --outfile="$here/codemirror.min.js"
for package in @codemirror/state @codemirror/view @codemirror/commands @codemirror/language @codemirror/autocomplete \
    @codemirror/lint @codemirror/legacy-modes @lezer/highlight @lezer/common @lezer/lr style-mod w3c-keyname crelt \
    @marijn/find-cluster-break; do
    printf '%s\n\n' "$package $(node -p "require('./node_modules/$package/package.json').version")"
    cat node_modules/$package/LICENSE*
    printf '\n\n'
done | tr -d '\r' > "$here/LICENSES-CODEMIRROR"
sha256sum "$here/codemirror.min.js"
