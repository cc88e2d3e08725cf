-- One row a task, and the queue at once: a row with due_at in the past and no valid lease is work to take.
create table task (
    task_id      uuid        primary key, -- version 7: carries the month in which the task began
    context_id   text        not null,
    parent_id    uuid,
    team         text        not null,
    agent        text        not null,
    version      text        not null,
    policy       text        not null,
    owner        text        not null,    -- who asked: person:NAME, service:CLIENT
    actors       text        not null,    -- agents between the owner and this task, comma-separated
    lane         text        not null,
    state        text        not null,    -- A2A task state
    status_at    timestamptz not null,
    created_at   timestamptz not null,
    seq          bigint      not null default 0,   -- newest journal entry
    wake_seq     bigint      not null default 1,   -- arrivals so far
    drained      bigint      not null default 0,   -- arrivals the journal knows
    subscribers  bigint      not null default 0,   -- changes of the subscriptions so far
    due_at       timestamptz,
    lease_owner  text,
    lease_epoch  bigint      not null default 0,
    lease_until  timestamptz,
    starts       int         not null default 0,   -- holders that died while the step after seq ran
    traceparent  text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create index task_due on task (lane, due_at) where due_at is not null;
create index task_owned on task (owner, agent, status_at desc, task_id);
create index task_context on task (context_id, owner, agent);
create index task_parent on task (parent_id) where parent_id is not null;
create index task_recent on task (team, created_at desc);

-- What arrived for a task, once for each (caller, agent, message).
create table inbox (
    caller      text        not null,
    agent       text        not null,
    message_id  text        not null,
    task_id     uuid        not null,
    arrival     bigint      not null,
    kind        text        not null,
    body        bytea       not null,
    received_at timestamptz not null default now(),
    primary key (caller, agent, message_id)
);

create index inbox_task on inbox (task_id, arrival);

-- Who waits for what a task tells.
create table subscription (
    request_id    text        primary key,
    task_id       uuid        not null,
    reply_topic   text        not null,
    mode          text        not null,   -- ANSWER, STREAM or CANCEL
    history       int,
    expires_at    timestamptz not null
);

create index subscription_task on subscription (task_id);

-- What happened, in order; written by the holder of the lease alone. Partitioned by the month in the task's id.
create table journal (
    task_id uuid        not null,
    seq     bigint      not null,
    epoch   bigint      not null,
    kind    text        not null,
    body    jsonb       not null,
    at      timestamptz not null,
    primary key (task_id, seq)
) partition by range (task_id);

-- The first UUID of version 7 made in that millisecond.
create function first_uuid_at(moment timestamptz) returns uuid language sql immutable strict as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partition of the month that the moment lies in, if it is missing.
create function ensure_journal_month(moment timestamptz) returns void language plpgsql as $$
declare
    first_day timestamptz := date_trunc('month', moment, 'UTC');
    name text := 'journal_' || to_char(first_day at time zone 'UTC', 'YYYY_MM');
begin
    execute format('create table if not exists %I partition of journal for values from (%L) to (%L)',
        name, first_uuid_at(first_day), first_uuid_at(first_day + interval '1 month'));
end
$$;
