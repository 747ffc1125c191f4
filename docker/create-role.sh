#!/bin/sh
# Runs once, when the database container is new: a role that row-level security binds, and its database.
set -e
psql -v ON_ERROR_STOP=1 -v password="$DUET_DATABASE_PASSWORD" --username postgres <<'SQL'
create role duet login password :'password' nosuperuser nobypassrls nocreaterole;
create database duet owner duet encoding 'UTF8' template template0;
SQL
