-- The version that answers the same cases, and what came of the comparison.
alter table evaluation
    add column against  text,
    add column counts   boolean not null default true,
    add column verdict  text,
    add column headline text,
    add column report   text;

-- Runs of the evaluated version, and of the one that it is compared with.
alter table evaluation_run add column side text not null default 'candidate';
alter table evaluation_run drop constraint evaluation_run_pkey;
alter table evaluation_run add primary key (evaluation, side, case_id, repetition);
