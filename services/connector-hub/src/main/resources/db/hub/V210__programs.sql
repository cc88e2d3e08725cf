-- A connector is at an address, or it is a program that the hub runs: JSON of Program. A program's credential is a
-- variable of its environment, whose name stands where a header does.
alter table connector alter column url drop not null;
alter table connector add column program text;
alter table connector add constraint connector_place check ((url is null) <> (program is null));
