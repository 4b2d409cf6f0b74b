# Sourced by run and soak, at the root of the repository: builds, and processes that end with the script.

. eng/load/cluster.sh

PIDS=()
finish() {
  for id in "${PIDS[@]}"; do kill "$id" 2>/dev/null || true; done
  wait 2>/dev/null || true
  remove_cluster
}
trap finish EXIT

build() {
  for project in src/ReformOpenData.Server eng/generate eng/load; do
    dotnet build -c Release -v quiet --nologo "$project" >&2
  done
  SERVER=src/ReformOpenData.Server/bin/Release/net10.0/ReformOpenData.Server.dll
  GENERATE=eng/generate/bin/Release/net10.0/ReformOpenData.Generate.dll
  LOAD=eng/load/bin/Release/net10.0/ReformOpenData.Load.dll
}

start() { # NAME command…: runs the command with a free port for PORT; sets NAME to PORT:PROCESS
  local -n target=$1
  local log=$CLUSTER.$1.log port
  shift
  port=$(free_port)
  "${@//PORT/$port}" >"$log" 2>&1 &
  PIDS+=($!)
  target=$port:$!
}

fill() { # MUNICIPALITIES
  echo "generating $1 municipalities" >&2
  dotnet "$GENERATE" store "$1" --connection "$CONNECTION" >&2
  sql 'VACUUM ANALYZE'
  sql 'CHECKPOINT'
}

ready() { # TARGET
  wait_for "http://127.0.0.1:${1%:*}/health/ready" "${1#*:}"
}
