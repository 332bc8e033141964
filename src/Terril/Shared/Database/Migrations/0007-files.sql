-- Files that people sent. The bytes lie elsewhere, under place; their kind, length and hash never change.
-- fault: what the nightly inventory found of it; null when the bytes are those that were kept.
create table stored_files (
  id uuid not null primary key,
  policy text not null,
  subject text,
  kind text not null,
  name text not null,
  place text not null,
  length bigint not null,
  hash text not null,
  width integer,
  height integer,
  alternative_fr text,
  alternative_en text,
  kept_at bigint not null,
  checked_at bigint,
  fault text
);

create unique index stored_files_place on stored_files (place);
create index stored_files_policy_subject on stored_files (policy, subject);
create index stored_files_fault on stored_files (fault);
create index stored_files_checked_at on stored_files (checked_at);

-- Copies that were put back here: the last says from when this database is.
create table restorations (
  id uuid not null primary key,
  restored_at bigint not null,
  taken_at bigint not null,
  taken_by text not null
);
