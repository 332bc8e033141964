-- The census of actions: what is done, by whom, where, on which figures. Days are numbers that read as one: 20151130.
create table action_sheets (
  id uuid not null primary key,
  slug text not null,
  title_fr text not null,
  title_en text not null,
  what_fr text not null,
  what_en text not null,
  lead_id uuid,
  lead_name text not null,
  territories text not null,
  latitude double precision,
  longitude double precision,
  themes text not null,
  indicators text not null,
  axes text not null,
  plans text not null,
  plan_name text not null,
  stage text not null,
  starts_on integer,
  ends_on integer,
  means_fr text not null,
  means_en text not null,
  effect_fr text not null,
  effect_en text not null,
  effect_method text not null,
  results_fr text not null,
  results_en text not null,
  links text not null,
  circuit_slug text not null,
  practice text not null,
  source text not null,
  source_id text not null,
  source_says text not null,
  source_link text not null,
  state text not null,
  reason text not null,
  merged_into uuid references action_sheets (id),
  moderate_by bigint,
  correction_asked_at bigint,
  published_at bigint,
  confirmed_on integer,
  created_at bigint not null,
  changed_at bigint not null,
  words text not null
);

create unique index action_sheets_slug on action_sheets (slug);
create index action_sheets_lead_id on action_sheets (lead_id);
create index action_sheets_state_moderate_by on action_sheets (state, moderate_by);
create index action_sheets_source_source_id on action_sheets (source, source_id);
create index action_sheets_changed_at on action_sheets (changed_at);
create index action_sheets_merged_into on action_sheets (merged_into);

-- Organisations that take part; one that is not known here by its name alone.
create table action_partners (
  id uuid not null primary key,
  sheet_id uuid not null references action_sheets (id) on delete cascade,
  position integer not null,
  organisation_id uuid,
  name text not null
);

create index action_partners_sheet_id on action_partners (sheet_id);

create table action_photos (
  id uuid not null primary key,
  sheet_id uuid not null references action_sheets (id) on delete cascade,
  file_id uuid not null,
  alternative_fr text not null,
  alternative_en text not null,
  people text not null,
  position integer not null
);

create index action_photos_sheet_id on action_photos (sheet_id);

-- Who proposed a sheet without an account: apart from it, and forgotten before it.
create table action_contacts (
  sheet_id uuid not null primary key references action_sheets (id) on delete cascade,
  name text not null,
  address text not null,
  address_key text not null,
  language text not null,
  secret_hash text not null,
  asked_at bigint not null,
  verified_at bigint,
  seen_at bigint not null
);

create unique index action_contacts_secret_hash on action_contacts (secret_hash);
create index action_contacts_address_key on action_contacts (address_key);

-- A mistake that a reader saw, or what somebody said has changed. Nothing is kept of who wrote it.
create table action_reports (
  id uuid not null primary key,
  sheet_id uuid not null references action_sheets (id) on delete cascade,
  says text not null,
  is_of_lead boolean not null,
  at bigint not null,
  handled_at bigint,
  handled_by uuid
);

create index action_reports_sheet_id on action_reports (sheet_id);
create index action_reports_handled_at on action_reports (handled_at);

-- "Is it still true?", asked once a year: a line for each mail, by its secret alone.
create table action_askings (
  id uuid not null primary key,
  sheet_id uuid not null references action_sheets (id) on delete cascade,
  secret_hash text not null,
  is_sent boolean not null,
  asked_at bigint not null,
  answered_at bigint,
  said text
);

create unique index action_askings_secret_hash on action_askings (secret_hash);
create index action_askings_sheet_id on action_askings (sheet_id);

-- A file that was read and waits for a word before it is put in.
create table action_imports (
  id uuid not null primary key,
  source text not null,
  file_name text not null,
  content text not null,
  made_at bigint not null,
  made_by uuid
);
