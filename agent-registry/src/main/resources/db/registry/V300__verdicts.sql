-- What a result was compared with, and how it is told.
alter table evaluation_result
    add column against  text,
    add column verdict  text,
    add column sentence text;
