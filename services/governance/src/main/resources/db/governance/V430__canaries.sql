-- When a task ended, and which version called a tool: versions are compared by both.
alter table task_cost add column ended timestamptz;

alter table tool_use add column version text not null default '';
alter table tool_use drop constraint tool_use_pkey;
alter table tool_use add primary key (agent, version, day, tool);

-- How a canary stands against the active version: its terms as the registry published them, and the last look.
create table canary_watch (
    agent        text        not null,
    version      text        not null,
    since        timestamptz not null,
    team         text        not null,
    baseline     text        not null,
    share        int         not null,
    minimum_runs int         not null,
    automatic    boolean     not null,
    looks        int         not null default 0,
    decision     text        not null default 'WATCHING',
    sentence     text        not null default 'No run has ended yet.',
    sides        text,
    looked_at    timestamptz not null,
    ended_at     timestamptz,
    primary key (agent, version, since)
);
