-- Built-in policies that were in force, by their hash: each is put on record once.
create table built_in_policies (
    hash  text        primary key,
    since timestamptz not null default now()
);
