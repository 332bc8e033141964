-- Who proposes without an account, to whichever room: one table in the place of one a room.
create table proposal_contacts (
  subject_id uuid not null primary key,
  room text not null,
  name text not null,
  address text not null,
  address_key text not null,
  language text not null,
  secret_hash text not null,
  asked_at bigint not null,
  verified_at bigint,
  seen_at bigint not null
);

create unique index proposal_contacts_secret_hash on proposal_contacts (secret_hash);
create index proposal_contacts_address_key on proposal_contacts (address_key);

insert into proposal_contacts (subject_id, room, name, address, address_key, language, secret_hash, asked_at, verified_at, seen_at)
select sheet_id, 'actions', name, address, address_key, language, secret_hash, asked_at, verified_at, seen_at from action_contacts;

insert into proposal_contacts (subject_id, room, name, address, address_key, language, secret_hash, asked_at, verified_at, seen_at)
select event_id, 'agenda', name, address, address_key, language, secret_hash, asked_at, verified_at, seen_at from agenda_contacts;

drop table action_contacts;
drop table agenda_contacts;
