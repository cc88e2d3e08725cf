-- Until when somebody may be refreshing a grant; others wait.
alter table person_grant add column turn_until timestamptz;
