-- Organisations, and the collectives in which they speak with one voice. Days are numbers that read as one: 20151130.
create table organisations (
  id uuid not null primary key,
  slug text not null,
  name text not null,
  acronym text not null,
  kind text not null,
  siret text not null,
  rna text not null,
  territory text not null,
  themes text not null,
  description_fr text not null,
  description_en text not null,
  website text not null,
  links text not null,
  logo_id uuid,
  contact_name text not null,
  contact_address text not null,
  contact_phone text not null,
  contact_agreed_at bigint,
  is_published boolean not null,
  merged_into uuid references organisations (id),
  source text not null,
  created_at bigint not null,
  changed_at bigint not null,
  words text not null
);

create unique index organisations_slug on organisations (slug);
create index organisations_siret on organisations (siret);
create index organisations_merged_into on organisations (merged_into);

-- Addresses that an organisation had lead to it.
create table former_slugs (
  slug text not null primary key,
  organisation_id uuid not null references organisations (id) on delete cascade
);

create index former_slugs_organisation_id on former_slugs (organisation_id);

-- Who keeps the things of an organisation: one, and no other.
create table representatives (
  person_id uuid not null primary key,
  organisation_id uuid not null references organisations (id) on delete cascade,
  function text not null,
  added_at bigint not null
);

create index representatives_organisation_id on representatives (organisation_id);

create table collectives (
  id uuid not null primary key,
  slug text not null,
  name_fr text not null,
  name_en text not null,
  purpose_fr text not null,
  purpose_en text not null,
  starts_on integer,
  ends_on integer,
  is_published boolean not null,
  is_open boolean not null,
  created_at bigint not null,
  changed_at bigint not null
);

create unique index collectives_slug on collectives (slug);

create table collective_axes (
  id uuid not null primary key,
  collective_id uuid not null references collectives (id) on delete cascade,
  position integer not null,
  name_fr text not null,
  name_en text not null
);

create index collective_axes_collective_id on collective_axes (collective_id);

-- The words that members accept: a version that was published never changes.
create table charters (
  id uuid not null primary key,
  collective_id uuid not null references collectives (id) on delete cascade,
  version integer not null,
  text_fr text not null,
  text_en text not null,
  published_at bigint not null
);

create unique index charters_collective_id_version on charters (collective_id, version);

-- What a source states for a day, beside what is counted here.
create table stated_counts (
  id uuid not null primary key,
  collective_id uuid not null references collectives (id) on delete cascade,
  "on" integer not null,
  says_fr text not null,
  says_en text not null,
  source text not null
);

create index stated_counts_collective_id on stated_counts (collective_id);

-- Dated, so that how many they were on any day is counted again from the same rows.
create table memberships (
  id uuid not null primary key,
  collective_id uuid not null references collectives (id) on delete cascade,
  organisation_id uuid not null references organisations (id) on delete restrict,
  state text not null,
  is_steering boolean not null,
  asked_at bigint not null,
  charter_id uuid references charters (id) on delete restrict,
  accepted_by uuid,
  decided_at bigint,
  decided_by uuid,
  reason text not null,
  joined_on integer,
  left_on integer,
  source text not null
);

create index memberships_collective_id on memberships (collective_id);
create index memberships_organisation_id on memberships (organisation_id);
create index memberships_charter_id on memberships (charter_id);

-- Who asked for an organisation that nobody represented here yet: the address shows that it is theirs by a link.
create table join_requests (
  id uuid not null primary key,
  collective_id uuid not null references collectives (id) on delete cascade,
  organisation_id uuid not null references organisations (id) on delete cascade,
  charter_id uuid,
  contact_name text not null,
  address text not null,
  address_key text not null,
  language text not null,
  secret_hash text not null,
  asked_at bigint not null,
  verified_at bigint,
  answered_at bigint
);

create unique index join_requests_secret_hash on join_requests (secret_hash);
create index join_requests_collective_id on join_requests (collective_id);
create index join_requests_organisation_id on join_requests (organisation_id);
create index join_requests_address_key on join_requests (address_key);
