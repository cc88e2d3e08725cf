-- How many tokens the models wrote in a task; the first and the newest runs of a version are looked up by their beginning.
alter table task_cost add column written bigint not null default 0;

create index task_cost_version on task_cost (agent, version, began);
