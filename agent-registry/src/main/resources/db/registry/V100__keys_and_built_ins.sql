-- Public keys that sign passes, as published on registry.keys.
create table signing_key (
    key_id        text        primary key,
    issuer        text        not null,
    public_key    text        not null,
    not_after     timestamptz not null,
    registered_at timestamptz not null
);

create index signing_key_not_after on signing_key (not_after);

-- Built-in agents that were published already; they live outside the lifecycle.
create table built_in_agent (
    name         text        not null,
    version      text        not null,
    published_at timestamptz not null default now(),
    primary key (name, version)
);
