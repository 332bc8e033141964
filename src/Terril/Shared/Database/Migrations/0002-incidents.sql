-- What went wrong, by the reference that its page gave. Nothing about who saw it.
create table incidents (
  id uuid not null primary key,
  reference text not null,
  at bigint not null,
  route text not null,
  message text not null,
  stack_hash text not null
);

create unique index incidents_reference on incidents (reference);
create index incidents_at on incidents (at);
