-- An approver may change the arguments: the row then holds what may be done, and beside it what the agent had asked for.
alter table approval add column asked_hash text;
alter table approval add column asked_arguments text;

-- What an approver looks at: the effect of a repeat as the tool had it when it was asked, the tasks above as JSON of
-- ChainLink, outermost first, by when a decision is wanted, and how often that was called to mind.
alter table approval add column effect text not null default 'AT_MOST_ONCE';
alter table approval add column chain text not null default '[]';
alter table approval add column due_at timestamptz;
alter table approval add column reminders integer not null default 0;

-- Who of those who may decide takes care of it. It gives nobody a right, and takes nobody's.
alter table approval add column assignee text;
alter table approval add column assigned_by text;
alter table approval add column assigned_at timestamptz;
alter table approval add column assigned_reason text;

update approval set asked_hash = binding_hash, due_at = expires_at;
alter table approval alter column asked_hash set not null;
alter table approval alter column due_at set not null;
alter table approval add constraint approval_asked_hash_key unique (asked_hash);

create index approval_due on approval (due_at, id) where status = 'waiting';
create index approval_past on approval (connector, tool, decided_at desc) where decided_by is not null;

-- People who came to decide, with what their token said of them then: to whom an approval can be handed.
create table approver (
    person  text        primary key,
    teams   text[]      not null,
    roles   text[]      not null,
    seen_at timestamptz not null
);
