-- Who did what to what, when and from where. Only ever added to: a correction is another line.
create table audit_entries (
  id uuid not null primary key,
  at bigint not null,
  person_id uuid,
  person_name text,
  act text not null,
  kind text not null,
  subject text,
  detail text,
  origin text,
  words text not null
);

create index audit_entries_at on audit_entries (at);
create index audit_entries_person_id on audit_entries (person_id);
create index audit_entries_kind_subject on audit_entries (kind, subject);
