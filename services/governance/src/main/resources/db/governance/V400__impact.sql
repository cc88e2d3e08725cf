-- Which tasks run, for who wants to know what a kill switch would stop.
create index task_cost_open on task_cost (agent) where state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED');
