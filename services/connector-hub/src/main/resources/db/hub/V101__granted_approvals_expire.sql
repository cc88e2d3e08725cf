-- A granted approval that nobody uses ends too, so both kinds are looked for by their time.
drop index approval_waiting;
create index approval_open on approval (expires_at) where status in ('waiting', 'granted');
