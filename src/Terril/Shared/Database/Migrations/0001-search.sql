-- What the search box finds: territories, indicators, pages. Rewritten whole by the room that owns them.
create table search_entries (
  id uuid not null primary key,
  owner text not null,
  edition text not null,
  kind text not null,
  path text not null,
  title_fr text not null,
  title_en text not null,
  detail_fr text not null,
  detail_en text not null,
  name_fr text not null,
  name_en text not null,
  is_alias boolean not null,
  weight bigint not null
);

create index search_entries_owner on search_entries (owner);

create table search_words (
  entry_id uuid not null references search_entries (id) on delete cascade,
  word text not null,
  primary key (entry_id, word)
);

create index search_words_word on search_words (word);
