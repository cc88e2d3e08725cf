-- How a tool is handled: what its results add to what a task has read, whether what it is given leaves, and which of its
-- arguments are sensitive. JSON of ToolRecord.Handling; what nobody has said anything about is untrusted and leaves.
alter table tool add column handling text not null
    default '{"results":{"untrusted":true,"personal":false,"secrecy":"INTERNAL"},"vouches":false,"egress":true,"sensitive":[]}';

-- What a call's task had read when its approval was asked for. JSON of Provenance.
alter table approval add column provenance text not null
    default '{"flow":{"untrusted":false,"personal":false,"secrecy":"PUBLIC"},"unvouched":[]}';
