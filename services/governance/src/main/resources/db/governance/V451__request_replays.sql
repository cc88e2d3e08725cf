-- Replays of requests: tasks of the last days, each asked of another version with the outcomes that are on record. What was
-- asked and answered stands in the ledger alone.
create table request_replay (
    id          text        primary key,
    agent       text        not null,
    version     text        not null,
    team        text        not null,
    asked_by    text        not null,
    days        int         not null,
    state       text        not null,
    problem     text,
    created_at  timestamptz not null,
    finished_at timestamptz,
    owner       text,
    lease_until timestamptz
);

create index request_replay_agent on request_replay (agent, created_at desc);
create index request_replay_open on request_replay (created_at) where state in ('WAITING', 'RUNNING');

create table request_replay_line (
    replay   text not null references request_replay,
    task     text not null,
    position int  not null,
    -- The task that asked it again.
    again    text,
    primary key (replay, task)
);
