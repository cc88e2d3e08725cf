-- When a server last did not take a token whose end nobody had told, so that it was refreshed.
alter table person_grant add column doubted_at timestamptz;
