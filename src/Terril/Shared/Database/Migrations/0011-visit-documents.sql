-- How somebody who cannot use a document of a visit gets what is in it: the document itself, another version of it, or the reason why there is none.
create table visit_document_access (
  document_id uuid not null primary key references visit_documents (id) on delete cascade,
  is_accessible boolean not null,
  file_id uuid,
  exception_fr text not null,
  exception_en text not null
);
