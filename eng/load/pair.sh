# Sourced after cluster.sh: a primary of PostgreSQL and a standby, each in a folder of its own (a path has no port), and what may happen to them.

OTHER=$CLUSTER/other
HOSTS="Host=$CLUSTER,$OTHER;Port=$PG_PORT;Username=postgres;Database=postgres"

begin() { # FOLDER
  as_postgres "$PG_BIN/pg_ctl" -D "$1/data" -w -l "$CLUSTER/log" start \
    -o "-c listen_addresses= -c unix_socket_directories=$1 -c port=$PG_PORT -c shared_buffers=512MB" >/dev/null
}

standby() { # FOLDER SOURCE
  as_postgres mkdir -p "$1"
  as_postgres rm -rf "$1/data"
  as_postgres "$PG_BIN/pg_basebackup" -D "$1/data" -h "$2" -p "$PG_PORT" -U postgres -R -X stream -c fast
  begin "$1"
}

promote() { # FOLDER
  as_postgres "$PG_BIN/pg_ctl" -D "$1/data" -w promote >/dev/null
}

signal() { # NAME FOLDER: every process of a server
  local id
  id=$(head -1 "$2/data/postmaster.pid")
  # shellcheck disable=SC2046 # One word for each process.
  kill "-$1" "$id" $(pgrep -P "$id") 2>/dev/null || true
}

both() { "$@" "$CLUSTER" && "$@" "$OTHER"; } # command…

primary() { if [ -e "$CLUSTER/data/standby.signal" ]; then echo "$OTHER"; else echo "$CLUSTER"; fi; }

follower() { if [ -e "$CLUSTER/data/standby.signal" ]; then echo "$CLUSTER"; else echo "$OTHER"; fi; }

# What happens in a soak.

take_connections() { # all that there are, for six seconds
  local i
  for i in $(seq 120); do
    "$PG_BIN/psql" -h "$(primary)" -p "$PG_PORT" -U postgres -q -c 'SELECT pg_sleep(6)' >/dev/null 2>&1 &
    "$PG_BIN/psql" -h "$(follower)" -p "$PG_PORT" -U postgres -q -c 'SELECT pg_sleep(6)' >/dev/null 2>&1 &
  done
  wait
}

fail_over() { # the primary is killed, the standby promoted, and the primary returns as a standby
  local old new
  old=$(primary) new=$(follower)
  signal KILL "$old"
  sleep 3
  promote "$new"
  standby "$old" "$new"
}

stop_both() { # for five seconds
  both stop
  sleep 5
  both begin
}

stop() { as_postgres "$PG_BIN/pg_ctl" -D "$1/data" -m fast -w stop >/dev/null; } # FOLDER

hang_primary() { # for eight seconds
  signal STOP "$(primary)"
  sleep 8
  signal CONT "$(primary)"
}
