-- The models and tiers that the ledger was told of last, as JSON: one row, locked by who compares.
create table recorded_models (
    models text
);

insert into recorded_models values (null);
