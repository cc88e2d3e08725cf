-- Whether an evaluation asks one version on the fast and on the deep tier.
alter table evaluation add column tiers boolean not null default false;
