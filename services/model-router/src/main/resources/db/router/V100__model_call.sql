-- Each model call as it was billed; a retry on the next model of a tier is a row of its own.
create table model_call (
    call_id            text           primary key,
    task_id            text,
    seq                bigint,
    team               text           not null,
    caller             text           not null,
    agent              text,
    version            text,
    tier               text           not null,
    provider           text           not null,
    model              text           not null,
    input_tokens       bigint         not null,
    cached_tokens      bigint         not null,
    output_tokens      bigint         not null,
    first_token_millis bigint         not null,
    total_millis       bigint         not null,
    cost               numeric(20, 9) not null,
    currency           text           not null,
    outcome            text           not null,
    at                 timestamptz    not null
);

create index model_call_at on model_call (at);
create index model_call_task on model_call (task_id) where task_id is not null;
