-- Which judge says whether other words say the same, and what it said of a request.
alter table request_replay add column judge text;
alter table request_replay_line add column judged text;
