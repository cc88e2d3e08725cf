-- An evaluation of one version: its cases as they were when it was asked for, and how far it is.
create table evaluation (
    id           text        primary key,
    -- What asked for it, so that the same move of a version asks once.
    trigger      text        not null,
    agent        text        not null,
    version      text        not null,
    digest       text        not null,
    team         text        not null,
    asked_by     text        not null,
    suite        text        not null,
    state        text        not null,
    problem      text,
    model        text,
    passed       boolean,
    cases        int         not null,
    passed_cases int         not null default 0,
    pass_rate    double precision,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    owner        text,
    lease_until  timestamptz,
    not_before   timestamptz not null default now(),
    unique (agent, version, digest, trigger)
);

create index evaluation_open on evaluation (created_at) where state in ('WAITING', 'RUNNING');
create index evaluation_created on evaluation (created_at desc, id);

-- One case, once: the attempt that is under way or counts, and its evidence.
create table evaluation_run (
    evaluation text not null references evaluation,
    case_id    text not null,
    repetition int  not null,
    attempt    int  not null,
    evidence   text,
    primary key (evaluation, case_id, repetition)
);
