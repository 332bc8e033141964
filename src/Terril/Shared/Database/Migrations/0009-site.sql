-- What the public writes to the team, and what came of it.
create table contact_messages (
  id uuid not null primary key,
  reference text not null,
  at bigint not null,
  subject text not null,
  name text not null,
  address text not null,
  address_key text not null,
  language text not null,
  page text not null,
  body text not null,
  words text not null,
  due_at bigint,
  delay text,
  answered_at bigint,
  answered_by uuid,
  reply text
);

create unique index contact_messages_reference on contact_messages (reference);
create index contact_messages_at on contact_messages (at);
create index contact_messages_address_key on contact_messages (address_key);

-- Audits of accessibility: what was looked at, criterion by criterion, and what the rate is computed from.
create table accessibility_audits (
  id uuid not null primary key,
  held_at bigint not null,
  auditor text not null,
  means text not null,
  burden text not null,
  exempt text not null,
  grid text not null,
  valid integer not null,
  applicable integer not null,
  recorded_at bigint not null,
  recorded_by uuid
);

create index accessibility_audits_held_at on accessibility_audits (held_at);
