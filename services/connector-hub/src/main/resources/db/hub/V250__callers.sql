-- What a connector is shown: one credential for all calls, or whom each call is for; then audience is what tokens are
-- made out to. Credentials are sealed from now on; those that are not yet are sealed when the hub starts.
alter table connector add column identity text not null default 'shared' check (identity in ('shared', 'caller'));
alter table connector add column audience text;
alter table connector add constraint connector_audience check ((identity = 'caller') = (audience is not null));

-- The newest access token of each person, sealed, until it ends.
create table caller_token (
    person     text        primary key,
    sealed     text        not null,
    expires_at timestamptz not null
);
