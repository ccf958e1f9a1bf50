-- Written by `npm run schema` from the migrations: change those, not this.

create table private.audit_readers (
  table_name text not null,
  roles text[] not null,
  constraint audit_readers_pkey PRIMARY KEY (table_name)
);

alter table private.audit_readers enable row level security;
