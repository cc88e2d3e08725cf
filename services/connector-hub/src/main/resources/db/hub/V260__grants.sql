-- A connector that is called with what each person granted to us at the server's own authorization server: the client
-- that an administrator gave, its secret sealed, and whom alone it is shown to.
alter table connector drop constraint connector_identity_check;
alter table connector add constraint connector_identity_check check (identity in ('shared', 'caller', 'grant'));
alter table connector add column issuer text;
alter table connector add column client_id text;
alter table connector add column client_secret text;
alter table connector add column scopes text[];
alter table connector add constraint connector_client check (
    (identity = 'grant') = (issuer is not null and client_id is not null and scopes is not null));

-- What a person granted, tokens sealed.
create table person_grant (
    person       text        not null,
    connector    text        not null references connector (name) on delete cascade,
    issuer       text        not null,
    client_id    text        not null,
    resource     text        not null,
    scopes       text[]      not null,
    access       text        not null,
    expires_at   timestamptz,
    refresh      text,
    connected_at timestamptz not null,
    used_at      timestamptz,
    primary key (person, connector)
);

-- A person is on their way to the authorization server; only they, in the same session, end it, once.
create table grant_request (
    state_hash text        primary key,
    person     text        not null,
    session    text        not null,
    connector  text        not null references connector (name) on delete cascade,
    issuer     text        not null,
    resource   text        not null,
    verifier   text        not null,
    expires_at timestamptz not null
);

-- Tasks that wait until a person has connected a server.
create table grant_ask (
    id        text        primary key,
    task_id   text        not null,
    person    text        not null,
    connector text        not null references connector (name) on delete cascade,
    agent     text        not null,
    asked_at  timestamptz not null,
    unique (task_id, person, connector)
);
create index grant_ask_person on grant_ask (person, connector);
