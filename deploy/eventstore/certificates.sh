#!/usr/bin/env bash
# Certificates of EventStoreDB nodes, by the official generator. Arguments: the nodes' host names.
# /private holds the authority with its key, /ca its certificate alone, /nodes/NAME the certificate and key of one node.
set -eu

renew_after_days=270
# The user that EventStoreDB runs as in its image.
owner=1000:1000

[ -f /private/authority/ca.key ] || es-gencert-cli create-ca -out /private/authority
cp -f /private/authority/ca.crt /ca/ca.crt
chmod 444 /ca/ca.crt

for name in "$@"; do
  node="/nodes/$name"
  if [ -f "$node/node.crt" ] && [ -z "$(find "$node/node.crt" -mtime +"$renew_after_days")" ]; then
    echo "certificate of $name: still good"
    continue
  fi
  fresh="/private/fresh-$name"
  rm -rf "$fresh"
  es-gencert-cli create-node -ca-certificate /private/authority/ca.crt -ca-key /private/authority/ca.key \
    -out "$fresh" -ip-addresses 127.0.0.1 -dns-names "localhost,$name"
  cp -f "$fresh/node.crt" "$fresh/node.key" "$node/"
  rm -rf "$fresh"
  chown -R "$owner" "$node"
  chmod 444 "$node/node.crt"
  chmod 400 "$node/node.key"
done
