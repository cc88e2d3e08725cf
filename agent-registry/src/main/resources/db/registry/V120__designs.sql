-- What somebody described and what came of it; kept whether or not they wait for the answer.
create table design (
    id         text        primary key,
    asked_by   text        not null,
    team       text        not null,
    request    text        not null,
    state      text        not null,
    steps      text        not null,
    result     text,
    problem    text,
    asked_at   timestamptz not null,
    ended_at   timestamptz
);

create index design_asked_by on design (asked_by, asked_at);
