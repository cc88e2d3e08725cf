-- An open approval is withdrawn when its task ends.
alter table approval drop constraint approval_status_check;
alter table approval add constraint approval_status_check
    check (status in ('waiting', 'granted', 'rejected', 'expired', 'withdrawn', 'used'));
create index approval_open_task on approval (task_id) where status in ('waiting', 'granted');
