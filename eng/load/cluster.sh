# Sourced: a private PostgreSQL cluster in a folder of its own, which ends with the script.

PG_BIN=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)}
CLUSTER=${CLUSTER:-}

as_postgres() { # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start_cluster() {
  if [ -z "$CLUSTER" ]; then
    CLUSTER=$(mktemp -d /tmp/reform-load.XXXXXX)
    chmod 755 "$CLUSTER"
    if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$CLUSTER"; fi
    as_postgres "$PG_BIN/initdb" -D "$CLUSTER/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$CLUSTER/initdb.log"
    PG_PORT=$(free_port)
    CONNECTION="Host=$CLUSTER;Port=$PG_PORT;Username=postgres;Database=postgres"
  fi
  as_postgres "$PG_BIN/pg_ctl" -D "$CLUSTER/data" -w -l "$CLUSTER/log" start \
    -o "-c listen_addresses= -c unix_socket_directories=$CLUSTER -c port=$PG_PORT -c shared_buffers=512MB -c max_wal_size=4GB ${PG_OPTIONS:-}" >/dev/null
  PG_ID=$(head -1 "$CLUSTER/data/postmaster.pid")
}

stop_cluster() { as_postgres "$PG_BIN/pg_ctl" -D "$CLUSTER/data" -m fast -w stop >/dev/null; }

remove_cluster() {
  [ -n "$CLUSTER" ] || return 0
  local data
  for data in "$CLUSTER/data" "$CLUSTER/other/data"; do
    if [ -e "$data/postmaster.pid" ]; then as_postgres "$PG_BIN/pg_ctl" -D "$data" -m immediate -w stop >/dev/null || true; fi
  done
  rm -rf "$CLUSTER"
}

sql() { "$PG_BIN/psql" -h "$CLUSTER" -p "$PG_PORT" -U postgres -q -t -A -c "$1"; }

wait_for() { # URL PID: until it answers, or its process has ended
  for _ in $(seq 300); do
    curl -s -o /dev/null "$1" && return 0
    kill -0 "$2" 2>/dev/null || { echo "ended before it answered: $1" >&2; return 1; }
    sleep 0.2
  done
  echo "no answer: $1" >&2
  return 1
}
