-- What a result stands on besides the version, and for the catalogue: what has become stale, and when it is due again.
alter table evaluation_result add column basis text;
alter table agent
    add column stale     text,
    add column review_at timestamptz;
