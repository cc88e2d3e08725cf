-- What a transaction wants published; the relay deletes a row once the broker has acknowledged it.
create table outbox (
    id      bigint generated always as identity primary key,
    slot    int    not null,
    topic   text   not null,
    key     text   not null,
    headers text   not null,
    body    bytea
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The gap-free number of this service's audit events: one row, locked by each writer.
create table audit_number (
    last bigint not null
);

insert into audit_number values (0);
