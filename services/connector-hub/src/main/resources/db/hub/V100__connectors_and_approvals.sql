-- MCP servers that an administrator registered. The credential is written and used, never shown.
create table connector (
    name             text        primary key,
    url              text        not null,
    description      text        not null,
    built_in         boolean     not null,
    header           text,
    credential       text,
    registered_by    text        not null,
    registered_at    timestamptz not null,
    listed_at        timestamptz,
    problem          text
);

-- A tool as it is pinned, and the changed definition that waits for an administrator.
create table tool (
    connector         text        not null references connector (name) on delete cascade,
    name              text        not null,
    title             text        not null,
    description       text        not null,
    input_schema      text        not null,
    definition_hash   text        not null,
    effect            text        not null,
    teams             text[]      not null,
    state             text        not null,
    quarantine_reason text,
    proposed          text,
    proposed_hash     text,
    approved_by       text,
    approved_at       timestamptz,
    changed_at        timestamptz not null,
    primary key (connector, name)
);

-- One agent version for which calls of a tool need no approval.
create table exemption (
    connector  text        not null,
    tool       text        not null,
    agent      text        not null,
    version    text        not null,
    reason     text        not null,
    granted_by text        not null,
    granted_at timestamptz not null,
    primary key (connector, tool, agent, version),
    foreign key (connector, tool) references tool (connector, name) on delete cascade
);

-- Approvals of single calls. The binding is the SHA-256 of task, seq, tool and canonical arguments.
create table approval (
    id           text        primary key,
    binding_hash text        not null unique,
    task_id      text        not null,
    seq          bigint      not null,
    team         text        not null,
    agent        text        not null,
    version      text        not null,
    on_behalf_of text        not null,
    actors       text[]      not null,
    connector    text        not null,
    tool         text        not null,
    arguments    text        not null,
    status       text        not null check (status in ('waiting', 'granted', 'rejected', 'expired', 'used')),
    decided_by   text,
    reason       text,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    decided_at   timestamptz,
    used_key     text,
    used_at      timestamptz
);

create index approval_waiting on approval (expires_at) where status = 'waiting';
create index approval_team on approval (team, created_at desc);
create index approval_asker on approval (on_behalf_of, created_at desc);
