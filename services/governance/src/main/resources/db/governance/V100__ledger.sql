-- The ledger: one chain of records per team. Its rows are written once; the database refuses everything else.
create table chain (
    team   text   primary key,
    number bigint not null,
    hash   text   not null
);

create table record (
    -- In the order of recording, for paging only: not part of the evidence, and not without gaps.
    position      bigint generated always as identity,
    team          text        not null,
    number        bigint      not null,
    previous_hash text        not null,
    stream        text        not null,
    source        text        not null,
    sequence      bigint,
    event_id      text        not null,
    type          text        not null,
    time          timestamptz not null,
    recorded      timestamptz not null,
    kind          text        not null,
    person        text,
    agent         text,
    version       text,
    task          text,
    tool          text,
    decision      text,
    subject       text,
    payload_hash  text        not null,
    hash          text        not null,
    primary key (team, number),
    unique (stream, event_id)
);

create unique index record_position on record (position);
create index record_task on record (task, position) where task is not null;
create index record_person on record (person, position) where person is not null;
create index record_agent on record (agent, position) where agent is not null;
create index record_time on record (time);

-- What was recorded, word for word. Apart from its record, so that it can be erased while the chain stays whole.
create table payload (
    team   text   not null,
    number bigint not null,
    body   bytea  not null,
    primary key (team, number)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: % of % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger record_append_only before update or delete or truncate on record
    for each statement execute function refuse_change();
create trigger payload_append_only before update or delete or truncate on payload
    for each statement execute function refuse_change();

-- A chain goes forward, one number after another.
create function refuse_going_back() returns trigger language plpgsql as $$
begin
    if new.team <> old.team or new.number <= old.number then
        raise exception 'a chain only goes forward' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create trigger chain_goes_forward before update on chain
    for each row execute function refuse_going_back();
create trigger chain_stays before delete or truncate on chain
    for each statement execute function refuse_change();

revoke update, delete, truncate on record, payload from current_user;
revoke delete, truncate on chain from current_user;
