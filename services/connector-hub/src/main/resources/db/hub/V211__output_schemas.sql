-- What a tool promises of its answers, where it does: answers are checked against it.
alter table tool add column output_schema text;
