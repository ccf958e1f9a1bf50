-- Written by `npm run schema` from the migrations: change those, not this.

create table private.merge_fields (
  name text not null,
  about text not null,
  of_lead boolean not null,
  value text,
  constraint merge_fields_pkey PRIMARY KEY (name)
);

comment on table private.merge_fields is 'What may stand in double braces in a mail.';

alter table private.merge_fields enable row level security;
