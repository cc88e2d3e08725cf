-- What was signed of each team's Merkle tree, and the tree's lasting parts. Ledgers from before begin with one checkpoint
-- over all they hold.
create table checkpoint (
    team text        not null,
    -- How many of the team's records it covers.
    size bigint      not null,
    -- The hashes of the perfect subtrees of that size, largest first: from them the tree grows on.
    edge bytea       not null,
    -- The signed note.
    note text        not null,
    at   timestamptz not null,
    primary key (team, size)
);

-- Hashes of subtrees of 256, 65536, … records; smaller ones are computed from the records.
create table subtree (
    team   text   not null,
    height int    not null,
    index  bigint not null,
    hash   bytea  not null,
    primary key (team, height, index)
);

-- The public keys that signed, in the order of their first use.
create table ledger_key (
    id         text        primary key,
    public_key text        not null,
    since      timestamptz not null
);

create trigger checkpoint_append_only before update or delete or truncate on checkpoint
    for each statement execute function refuse_change();
create trigger subtree_append_only before update or delete or truncate on subtree
    for each statement execute function refuse_change();
create trigger ledger_key_append_only before update or delete or truncate on ledger_key
    for each statement execute function refuse_change();

revoke update, delete, truncate on checkpoint, subtree, ledger_key from current_user;
