-- What was spent on a UTC day, by agent and by team: agent:NAME, team:NAME.
create table spend (
    scope text not null,
    day date not null,
    spent numeric not null,
    primary key (scope, day)
);

-- What running calls may still come to. One that nobody settled counts until its time and then no more.
create table spend_hold (
    id uuid not null,
    scope text not null,
    day date not null,
    amount numeric not null,
    until timestamptz not null,
    primary key (id, scope)
);
create index spend_hold_scope on spend_hold (scope, day);
