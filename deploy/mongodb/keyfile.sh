#!/usr/bin/env bash
# The key that members of the replica set prove themselves by, made once; only mongod's user may read it.
set -eu

[ -s /keyfile/key ] || head -c 756 /dev/urandom | base64 -w 0 >/keyfile/key
chown mongodb:mongodb /keyfile/key
chmod 400 /keyfile/key
