-- A mail may bear what a calendar reads.
alter table outgoing_mails add column calendar text;

-- Visits: what is seen, when, who comes, who waits, and what came of it.

-- The catalogue. Lists of names are kept as " one two ", so that a name is found between two spaces.
create table circuits (
  id uuid not null primary key,
  slug text not null,
  about_title_fr text not null,
  about_title_en text not null,
  about_summary_fr text not null,
  about_summary_en text not null,
  about_learn_fr text not null,
  about_learn_en text not null,
  about_difficulties_fr text not null,
  about_difficulties_en text not null,
  about_for_whom_fr text not null,
  about_for_whom_en text not null,
  about_place text not null,
  about_themes text not null,
  about_indicators text not null,
  about_territories text not null,
  about_languages text not null,
  is_published boolean not null,
  created_at bigint not null,
  changed_at bigint not null,
  words text not null
);

create unique index circuits_slug on circuits (slug);

create table circuit_stops (
  id uuid not null primary key,
  circuit_id uuid not null references circuits (id) on delete cascade,
  position integer not null,
  about_name_fr text not null,
  about_name_en text not null,
  about_address text not null,
  about_latitude double precision,
  about_longitude double precision,
  about_host text not null,
  about_speaker text not null,
  about_seen_fr text not null,
  about_seen_en text not null,
  about_access_fr text not null,
  about_access_en text not null,
  about_capacity integer,
  about_minutes integer not null,
  about_travel_minutes integer not null
);

create index circuit_stops_circuit_id on circuit_stops (circuit_id);

-- A circuit on a date, or a one-off. taken, waiting, last_turn and version change only under the lock of this row.
create table visit_sessions (
  id uuid not null primary key,
  circuit_id uuid references circuits (id) on delete restrict,
  slug text not null,
  about_title_fr text not null,
  about_title_en text not null,
  about_summary_fr text not null,
  about_summary_en text not null,
  about_learn_fr text not null,
  about_learn_en text not null,
  about_difficulties_fr text not null,
  about_difficulties_en text not null,
  about_for_whom_fr text not null,
  about_for_whom_en text not null,
  about_place text not null,
  about_themes text not null,
  about_indicators text not null,
  about_territories text not null,
  about_languages text not null,
  state text not null,
  audience text not null,
  group_name text not null,
  starts_at bigint not null,
  ends_at bigint not null,
  previous_starts_at bigint,
  sequence integer not null,
  meeting_fr text not null,
  meeting_en text not null,
  transport_fr text not null,
  transport_en text not null,
  practical_fr text not null,
  practical_en text not null,
  access_fr text not null,
  access_en text not null,
  reason_fr text not null,
  reason_en text not null,
  organiser_name text not null,
  organiser_address text not null,
  organiser_phone text not null,
  capacity integer not null,
  taken integer not null,
  waiting integer not null,
  last_turn integer not null,
  version bigint not null,
  rule text not null,
  largest_party integer not null,
  registration_opens_at bigint,
  registration_closes_at bigint,
  price_cents integer not null,
  created_at bigint not null,
  changed_at bigint not null,
  words text not null
);

create unique index visit_sessions_slug on visit_sessions (slug);
create index visit_sessions_starts_at on visit_sessions (starts_at);
create index visit_sessions_circuit_id on visit_sessions (circuit_id);

-- The stops of a session are its own copy. taken changes only under the lock of the session.
create table session_stops (
  id uuid not null primary key,
  session_id uuid not null references visit_sessions (id) on delete cascade,
  position integer not null,
  about_name_fr text not null,
  about_name_en text not null,
  about_address text not null,
  about_latitude double precision,
  about_longitude double precision,
  about_host text not null,
  about_speaker text not null,
  about_seen_fr text not null,
  about_seen_en text not null,
  about_access_fr text not null,
  about_access_en text not null,
  about_capacity integer,
  about_minutes integer not null,
  about_travel_minutes integer not null,
  starts_at bigint not null,
  is_time_set boolean not null,
  taken integer not null
);

create index session_stops_session_id on session_stops (session_id);

-- A party that comes or waits. held_by: the address while it does, null afterwards; two at once cannot be.
-- No reference to the session: each row that refers would lock it, and thousands register on one. Sessions are not deleted.
create table registrations (
  id uuid not null primary key,
  session_id uuid not null,
  part_of uuid,
  contact_name text not null,
  address text not null,
  address_key text not null,
  held_by text,
  language text not null,
  organisation text not null,
  role text not null,
  territory text,
  size integer not null,
  state text not null,
  turn integer,
  asked_at bigint not null,
  confirmed_at bigint,
  offered_at bigint,
  offer_ends_at bigint,
  ended_at bigint,
  reminded_at bigint,
  thanked_at bigint,
  refuses_follow_up boolean not null,
  "by" uuid,
  words text not null,
  forgotten_at bigint
);

create unique index registrations_session_id_held_by on registrations (session_id, held_by);
create index registrations_session_id_state_turn on registrations (session_id, state, turn);
create index registrations_address_key on registrations (address_key);
create index registrations_offer_ends_at on registrations (offer_ends_at);
create index registrations_part_of on registrations (part_of);

create table participants (
  id uuid not null primary key,
  registration_id uuid not null references registrations (id) on delete cascade,
  position integer not null,
  name text not null
);

create index participants_registration_id on participants (registration_id);

-- Stops with a capacity of their own that a party asked for: it is in, or waits there in its turn.
create table registration_stops (
  registration_id uuid not null references registrations (id) on delete cascade,
  stop_id uuid not null,
  is_in boolean not null,
  turn integer not null,
  primary key (registration_id, stop_id)
);

create index registration_stops_stop_id_is_in_turn on registration_stops (stop_id, is_in, turn);

-- Perhaps data about health: apart, and erased thirty days after the visit.
create table registration_needs (
  registration_id uuid not null primary key references registrations (id) on delete cascade,
  access text not null,
  diet text not null,
  language text not null,
  interpreter boolean not null
);

-- A link of a mail, by its hash.
create table registration_links (
  id uuid not null primary key,
  registration_id uuid not null references registrations (id) on delete cascade,
  secret_hash text not null,
  made_at bigint not null
);

create unique index registration_links_secret_hash on registration_links (secret_hash);
create index registration_links_registration_id on registration_links (registration_id);

-- Append-only: what happened to each registration, why, and at which rank.
create table registration_events (
  id uuid not null primary key,
  registration_id uuid not null,
  session_id uuid not null,
  at bigint not null,
  kind text not null,
  reason text not null,
  rank integer,
  size integer not null,
  free integer,
  stop_id uuid
);

create index registration_events_registration_id on registration_events (registration_id);
create index registration_events_session_id_at on registration_events (session_id, at);

-- Who was there. The key is made where it was noted, which may have been offline.
create table attendances (
  id uuid not null primary key,
  session_id uuid not null,
  registration_id uuid,
  participant_id uuid,
  stop_id uuid,
  number integer not null,
  name text not null,
  organisation text not null,
  role text,
  territory text,
  at bigint not null,
  received_at bigint not null,
  noted_by uuid,
  undone_at bigint
);

create index attendances_session_id on attendances (session_id);
create index attendances_registration_id on attendances (registration_id);

-- The questionnaire: who was sent one is not kept, only that a link was used.
create table feedback_invitations (
  id uuid not null primary key,
  session_id uuid not null,
  secret_hash text not null,
  sent_at bigint not null,
  is_used boolean not null
);

create unique index feedback_invitations_secret_hash on feedback_invitations (secret_hash);
create index feedback_invitations_session_id on feedback_invitations (session_id);

create table feedback_answers (
  id uuid not null primary key,
  session_id uuid not null,
  sheet uuid not null,
  question text not null,
  score integer,
  words text not null,
  day bigint not null
);

create index feedback_answers_session_id_question on feedback_answers (session_id, question);

-- What a visit led to, three and twelve months later.
create table follow_ups (
  id uuid not null primary key,
  session_id uuid not null,
  registration_id uuid not null,
  months integer not null,
  secret_hash text not null,
  asked_at bigint not null,
  answered_at bigint,
  effect text,
  words text not null,
  obstacles text not null,
  may_be_quoted boolean not null,
  action_id uuid
);

create unique index follow_ups_secret_hash on follow_ups (secret_hash);
create index follow_ups_session_id_months on follow_ups (session_id, months);
create unique index follow_ups_registration_id_months on follow_ups (registration_id, months);

-- What is told of a session, and shown of it.
create table visit_reports (
  session_id uuid not null primary key references visit_sessions (id) on delete cascade,
  text_fr text not null,
  text_en text not null,
  takeaways_fr text not null,
  takeaways_en text not null,
  written_by uuid,
  changed_at bigint not null,
  published_at bigint
);

create table visit_documents (
  id uuid not null primary key,
  session_id uuid not null references visit_sessions (id) on delete cascade,
  file_id uuid not null,
  title_fr text not null,
  title_en text not null,
  position integer not null
);

create index visit_documents_session_id on visit_documents (session_id);

create table visit_photos (
  id uuid not null primary key,
  circuit_id uuid references circuits (id) on delete cascade,
  session_id uuid references visit_sessions (id) on delete cascade,
  file_id uuid not null,
  alternative_fr text not null,
  alternative_en text not null,
  people text not null,
  position integer not null
);

create index visit_photos_circuit_id on visit_photos (circuit_id);
create index visit_photos_session_id on visit_photos (session_id);
