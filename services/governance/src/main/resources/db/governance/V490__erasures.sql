-- Erasures of payloads: what was proposed, with what the proposer was shown. Two people are needed, or the retention that
-- was configured.
create table erasure (
    id          text        primary key,
    -- Whose payloads, or from before when.
    person      text,
    before      timestamptz,
    reason      text        not null,
    state       text        not null,
    preview     text        not null,
    proposed_by text        not null,
    proposed_at timestamptz not null,
    decided_by  text,
    decided_at  timestamptz,
    done_at     timestamptz,
    erased      bigint      not null default 0,
    check ((person is null) <> (before is null))
);

create index erasure_newest on erasure (proposed_at desc, id);
create index erasure_open on erasure (decided_at) where state = 'CARRIED_OUT';

-- One event in the ledger each: the records that it names, by team, and how far it is.
create table erasure_part (
    erasure  text not null references erasure,
    part     int  not null,
    records  text not null,
    told_at  timestamptz,
    erased   bigint,
    primary key (erasure, part)
);

create index record_erased on record (subject) where kind = 'ledger.erased';

-- What the ledger's own records say was erased. Rows can only be what such a record says, and stay.
create table erased_range (
    -- The number of the record in the platform's chain.
    record bigint not null,
    team   text   not null,
    first  bigint not null,
    last   bigint not null,
    primary key (record, team, first)
);

create index erased_range_team on erased_range (team, first, last);

create function refuse_unrecorded_range() returns trigger language plpgsql as $$
begin
    if exists (
        select record, team, first, last from added
        except
        select r.number, named.team, split_part(numbers, '-', 1)::bigint,
               coalesce(nullif(split_part(numbers, '-', 2), ''), numbers)::bigint
        from record r
        join payload p on p.team = r.team and p.number = r.number,
             jsonb_each_text(convert_from(p.body, 'UTF8')::jsonb #> '{details,records}') named(team, written),
             unnest(string_to_array(named.written, ',')) numbers
        where r.team = 'platform' and r.stream = 'audit.governance' and r.kind = 'ledger.erased'
          and r.number in (select record from added)
    ) then
        raise exception 'the ledger does not say that these payloads were erased'
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end
$$;

create trigger erased_range_as_recorded after insert on erased_range
    referencing new table as added for each statement execute function refuse_unrecorded_range();
create trigger erased_range_append_only before update or delete or truncate on erased_range
    for each statement execute function refuse_change();
revoke update, delete, truncate on erased_range from current_user;

-- A payload may go where such a record names it; the record itself stays, and its payload with it.
create function refuse_unrecorded_erasure() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from gone g
        where not coalesce((select e.last from erased_range e where e.team = g.team and e.first <= g.number
                            order by e.first desc limit 1) >= g.number, false)
          and not exists (select 1 from erased_range e
                          where e.team = g.team and e.first <= g.number and e.last >= g.number)
        union all
        select 1 from gone g join record r on r.team = g.team and r.number = g.number where r.kind = 'ledger.erased'
    ) then
        raise exception 'the ledger is append-only: % of % is refused where no erasure on record names it', tg_op,
            tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return null;
end
$$;

drop trigger payload_append_only on payload;
create trigger payload_append_only before update or truncate on payload
    for each statement execute function refuse_change();
create trigger payload_erased_as_recorded after delete on payload
    referencing old table as gone for each statement execute function refuse_unrecorded_erasure();
grant delete on payload to current_user;
