-- How often an agent called each tool on a day, folded from entries of tasks; evaluations left out.
create table tool_use (
    agent text not null,
    day   date not null,
    tool  text not null,
    calls int  not null,
    primary key (agent, day, tool)
);
