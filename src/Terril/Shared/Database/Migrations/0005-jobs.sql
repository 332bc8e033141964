-- What is to be done later, written with what asks for it. A recurring job is one row that is always there.
-- due_at: when a node may take it; while it runs, the end of its lease; null when nothing is to be done any more.
create table jobs (
  id uuid not null primary key,
  name text not null,
  given text,
  schedule text,
  state text not null,
  asked_at bigint not null,
  due_at bigint,
  lease uuid,
  runner text,
  attempts integer not null,
  started_at bigint,
  ended_at bigint,
  reason text
);

create index jobs_due_at on jobs (due_at);
create index jobs_name_state on jobs (name, state);
