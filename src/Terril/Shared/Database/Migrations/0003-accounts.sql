-- People who have an account. Nothing of theirs that opens a door is readable here: hashes, and one secret that the keys below protect.
create table people (
  id uuid not null primary key,
  email text not null,
  email_key text not null,
  name text not null,
  language text not null,
  words text not null,
  is_active boolean not null,
  created_at bigint not null,
  seen_at bigint not null,
  stamp text not null,
  password_hash text,
  password_at bigint,
  totp_secret text,
  totp_at bigint,
  totp_step bigint not null
);

create unique index people_email_key on people (email_key);
create index people_seen_at on people (seen_at);

-- What a person does here; a role may be of one organisation.
create table person_roles (
  person_id uuid not null references people (id) on delete cascade,
  role text not null,
  organisation_id uuid,
  primary key (person_id, role)
);

create index person_roles_role on person_roles (role);

-- Who is signed in, and where from. A row is open while its stamp is that of its person.
create table person_sessions (
  id uuid not null primary key,
  person_id uuid not null references people (id) on delete cascade,
  secret_hash text not null,
  stamp text not null,
  proof text not null,
  opened_at bigint not null,
  seen_at bigint not null,
  proven_at bigint not null,
  address text not null,
  agent text not null
);

create unique index person_sessions_secret_hash on person_sessions (secret_hash);
create index person_sessions_person_id on person_sessions (person_id);

create table passkeys (
  id uuid not null primary key,
  person_id uuid not null references people (id) on delete cascade,
  credential_id text not null,
  public_key text not null,
  name text not null,
  sign_count bigint not null,
  transports text not null,
  is_backup_eligible boolean not null,
  is_backed_up boolean not null,
  created_at bigint not null,
  used_at bigint
);

create unique index passkeys_credential_id on passkeys (credential_id);
create index passkeys_person_id on passkeys (person_id);

create table recovery_codes (
  person_id uuid not null references people (id) on delete cascade,
  hash text not null,
  used_at bigint,
  primary key (person_id, hash)
);

-- Links sent by mail or printed: each serves once, until its time.
create table account_links (
  id uuid not null primary key,
  person_id uuid not null references people (id) on delete cascade,
  purpose text not null,
  secret_hash text not null,
  return_to text,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

create unique index account_links_secret_hash on account_links (secret_hash);
create index account_links_person_id on account_links (person_id);

-- Failures to sign in, by what they are counted against; a hash, so that the table names nobody.
create table sign_in_failures (
  id uuid not null primary key,
  counted_for text not null,
  at bigint not null
);

create index sign_in_failures_counted_for_at on sign_in_failures (counted_for, at);
create index sign_in_failures_at on sign_in_failures (at);

-- Keys that protect forms and cookies, shared by all nodes.
create table protection_keys (
  id uuid not null primary key,
  name text not null,
  xml text not null,
  created_at bigint not null
);
