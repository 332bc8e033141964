-- The shared agenda: events proposed here, and those read in the calendars of members.
create table agenda_feeds (
  id uuid not null primary key,
  name text not null,
  address text not null,
  organisation_id uuid,
  territories text not null,
  themes text not null,
  is_trusted boolean not null,
  is_on boolean not null,
  tag text,
  modified bigint,
  asked_at bigint,
  read_at bigint,
  due_at bigint not null,
  failures integer not null,
  says_fr text not null,
  says_en text not null,
  report text not null,
  created_at bigint not null,
  changed_at bigint not null
);

create index agenda_feeds_due_at on agenda_feeds (due_at);

create table agenda_events (
  id uuid not null primary key,
  slug text not null,
  title_fr text not null,
  title_en text not null,
  what_fr text not null,
  what_en text not null,
  kind text not null,
  attendance text not null,
  place_name text not null,
  place_address text not null,
  online_link text not null,
  territories text not null,
  latitude double precision,
  longitude double precision,
  organisation_id uuid,
  organiser_name text not null,
  themes text not null,
  audiences text not null,
  languages text not null,
  access text not null,
  is_free boolean,
  price text not null,
  registration_link text not null,
  page text not null,
  status text not null,
  status_says text not null,
  sequence integer not null,
  state text not null,
  reason text not null,
  same_as uuid references agenda_events (id),
  feed_id uuid references agenda_feeds (id),
  feed_uid text not null,
  feed_recurrence text not null,
  feed_hash text not null,
  moderate_by bigint,
  correction_asked_at bigint,
  published_at bigint,
  ends_at bigint not null,
  created_at bigint not null,
  changed_at bigint not null,
  words text not null
);

create unique index agenda_events_slug on agenda_events (slug);
create index agenda_events_state_moderate_by on agenda_events (state, moderate_by);
create index agenda_events_organisation_id on agenda_events (organisation_id);
create index agenda_events_feed_id_feed_uid on agenda_events (feed_id, feed_uid);
create index agenda_events_same_as on agenda_events (same_as);
create index agenda_events_changed_at on agenda_events (changed_at);

-- The dates of an event. One that was said and is no more stays, so that calendars that have it learn it.
create table agenda_dates (
  id uuid not null primary key,
  event_id uuid not null references agenda_events (id) on delete cascade,
  starts_at bigint not null,
  ends_at bigint not null,
  is_all_day boolean not null,
  previous_starts_at bigint,
  is_cancelled boolean not null
);

create index agenda_dates_event_id on agenda_dates (event_id);

-- Who proposed an event without an account: apart from it, and forgotten before it.
create table agenda_contacts (
  event_id uuid not null primary key references agenda_events (id) on delete cascade,
  name text not null,
  address text not null,
  address_key text not null,
  language text not null,
  secret_hash text not null,
  asked_at bigint not null,
  verified_at bigint,
  seen_at bigint not null
);

create unique index agenda_contacts_secret_hash on agenda_contacts (secret_hash);
create index agenda_contacts_address_key on agenda_contacts (address_key);
