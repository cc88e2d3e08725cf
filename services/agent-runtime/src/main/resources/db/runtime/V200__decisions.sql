-- The policy decision that let a message pass, as JSON; null for what is no message.
alter table inbox add column decision bytea;
