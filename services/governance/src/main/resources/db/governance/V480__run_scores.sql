-- Which share of an agent's runs is scored, and how many a day at most; an agent without a row goes by what is usual.
create table scoring_terms (
    agent      text        primary key,
    share      int         not null,
    runs_a_day int         not null,
    changed_by text        not null,
    changed_at timestamptz not null
);

-- Runs that were chosen to be scored. What was asked and answered stands in the ledger alone.
create table run_score (
    task        text        primary key,
    agent       text        not null,
    version     text        not null,
    began       timestamptz not null,
    -- The day whose budget it is of, UTC.
    day         date        not null,
    lease_until timestamptz not null,
    attempts    int         not null default 1,
    -- Whether a judge was asked for it: that costs, whatever comes of it.
    asked       boolean     not null,
    scored_at   timestamptz,
    -- All that it was scored by, in the words of fell_short; empty where nothing can be said of it.
    checks      text[],
    -- The checks that it did not pass, by what they ask for; null until it is scored, and where nothing can be said of it.
    fell_short  text[]
);

create index run_score_version on run_score (agent, version, began);
create index run_score_day on run_score (agent, day);

-- Runs that ended lately.
create index task_cost_ended on task_cost (ended);
