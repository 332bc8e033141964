-- The ledger of mail: a row per recipient, written with its cause.
-- due_at: when a sender may take it; while it is handed over, the end of the lease; null when nobody is to take it.
create table outgoing_mails (
  id uuid not null primary key,
  cause_kind text not null,
  cause_id text not null,
  template text not null,
  to_address text not null,
  to_name text,
  language text not null,
  reply_to text,
  unsubscribe text,
  is_mailing boolean not null,
  subject text,
  text_body text,
  html_body text,
  state text not null,
  written_at bigint not null,
  planned_at bigint not null,
  not_after bigint not null,
  due_at bigint,
  lease uuid,
  attempts integer not null,
  perhaps_twice boolean not null,
  relay_said text,
  ended_at bigint
);

create index outgoing_mails_is_mailing_due_at on outgoing_mails (is_mailing, due_at);
create index outgoing_mails_state_planned_at on outgoing_mails (state, planned_at);
create index outgoing_mails_cause_kind_cause_id on outgoing_mails (cause_kind, cause_id);
create index outgoing_mails_to_address on outgoing_mails (to_address);

-- Where mail may leave from: a copy of this database that wakes up elsewhere holds it until somebody says so.
create table mail_gates (
  id integer not null primary key,
  place text not null,
  held_at bigint,
  reason text
);
