-- Judges of teams: a rubric that a model goes by.
create table judge (
    team       text        not null,
    name       text        not null,
    rubric     text        not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (team, name)
);

-- Answers that people labelled. One of a task holds no text: it is read where the task is recorded, as long as it is.
create table judge_label (
    id          text        primary key,
    team        text        not null,
    judge       text        not null,
    task        text,
    input       text,
    answer      text,
    meets       boolean     not null,
    reason      text,
    source      text        not null,
    labelled_by text        not null,
    labelled_at timestamptz not null,
    foreign key (team, judge) references judge,
    unique (team, judge, task)
);

-- Comparisons of a judge with those labels, and what rubric and labels they were made with.
create table judge_calibration (
    id          text        primary key,
    team        text        not null,
    judge       text        not null,
    tier        text        not null,
    rubric_hash text        not null,
    labels_hash text        not null,
    state       text        not null,
    problem     text,
    model       text,
    of_labels   int         not null,
    done        int         not null default 0,
    result      text,
    asked_by    text        not null,
    created_at  timestamptz not null,
    finished_at timestamptz,
    owner       text,
    lease_until timestamptz,
    foreign key (team, judge) references judge
);

create index judge_calibration_newest on judge_calibration (team, judge, tier, created_at desc);
create index judge_calibration_open on judge_calibration (created_at) where state in ('WAITING', 'RUNNING');
