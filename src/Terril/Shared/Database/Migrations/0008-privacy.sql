-- What people agreed to, in which words; what they asked; what was erased, so that it can be counted and erased again after a restore.

-- The secret of keyed hashes. It stays with the hashes that it made: another one would know nobody.
create table privacy_keys (
  name text not null primary key,
  value text not null,
  made_at bigint not null
);

-- The exact words of a consent. A version never changes.
create table consent_wordings (
  id uuid not null primary key,
  purpose text not null,
  version integer not null,
  text_fr text not null,
  text_en text not null,
  recorded_at bigint not null
);

create unique index consent_wordings_purpose_version on consent_wordings (purpose, version);

-- Append-only: asked, confirmed, withdrawn. The address is taken out when its time is over; the keyed hash stays.
create table consent_events (
  id uuid not null primary key,
  consent_id uuid not null,
  kind text not null,
  purpose text not null,
  version integer not null,
  language text not null,
  address text,
  mark text not null,
  at bigint not null,
  page text not null,
  method text not null,
  proved_by text not null,
  controller text not null,
  basis text not null
);

create unique index consent_events_consent_id_kind on consent_events (consent_id, kind);
create index consent_events_mark_purpose on consent_events (mark, purpose);
create index consent_events_address on consent_events (address);
create index consent_events_at on consent_events (at);

-- Whom not to write to, by keyed hash alone.
create table suppressions (
  id uuid not null primary key,
  mark text not null,
  purpose text not null,
  since bigint not null,
  reason text not null
);

create unique index suppressions_mark_purpose on suppressions (mark, purpose);
create index suppressions_since on suppressions (since);

-- What staff decided in the place of what a room declares.
create table purpose_decisions (
  purpose text not null primary key,
  controller text not null,
  basis text not null,
  decided_at bigint not null,
  decided_by uuid
);

create table keeping_decisions (
  holding text not null primary key,
  count integer not null,
  unit text not null,
  decided_at bigint not null,
  decided_by uuid
);

-- What was erased, countable: of whom by keyed hash, of what kind, how many, when and why.
create table tombstones (
  id uuid not null primary key,
  at bigint not null,
  holding text not null,
  cause text not null,
  mark text not null,
  count integer not null
);

create index tombstones_at on tombstones (at);
create index tombstones_mark on tombstones (mark);

-- Which records somebody had erased: nothing about them, and enough to erase them again from a copy that is older.
create table erased_records (
  id uuid not null primary key,
  holding text not null,
  record uuid not null,
  at bigint not null
);

create unique index erased_records_holding_record on erased_records (holding, record);
create index erased_records_at on erased_records (at);

-- A link to see one's own data, by its hash, and the short session that it opens once.
create table data_links (
  id uuid not null primary key,
  token_hash text not null,
  address text not null,
  mark text not null,
  language text not null,
  asked_at bigint not null,
  opened_at bigint,
  session_hash text,
  ended_at bigint
);

create unique index data_links_token_hash on data_links (token_hash);
create unique index data_links_session_hash on data_links (session_hash);
create index data_links_mark on data_links (mark);
create index data_links_asked_at on data_links (asked_at);

-- Requests that need a human, with the month that the law gives.
create table rights_requests (
  id uuid not null primary key,
  reference text not null,
  address text,
  mark text not null,
  language text not null,
  purpose text not null,
  asks text not null,
  said text not null,
  asked_at bigint not null,
  due_at bigint not null,
  state text not null,
  reply text,
  answered_at bigint,
  answered_by uuid
);

create unique index rights_requests_reference on rights_requests (reference);
create index rights_requests_address on rights_requests (address);
create index rights_requests_state_due_at on rights_requests (state, due_at);
