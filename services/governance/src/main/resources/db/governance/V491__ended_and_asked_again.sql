-- Which tasks have ended, as the ledger itself says.
create index record_ended on record (task) where stream = 'a2a.events' and kind = 'ended';

-- What was done for a task, and which tasks asked the same again.
create index task_cost_parent on task_cost (parent) where parent is not null;
create index request_replay_line_task on request_replay_line (task) where again is not null;

-- Audit events of a kind: a report on a period looks for few of them.
create index record_audit_kind on record (kind, time) where stream like 'audit.%';
