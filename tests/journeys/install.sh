#!/bin/sh
# What the journeys need beside Chromium and Node: a driver and the accessibility checker, into a folder git ignores.
set -eu
cd "$(dirname "$0")"
npm install --silent --no-fund --no-audit --prefix .node playwright-core@1.65.1 axe-core@4.14.1
