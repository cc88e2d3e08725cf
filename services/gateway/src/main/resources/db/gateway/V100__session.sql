-- Sessions of people and programs whose sign-in is on record: each is recorded once, whatever restarts.
create table session (
    id         text        primary key,
    first_seen timestamptz not null default now()
);

create index session_first_seen on session (first_seen);
