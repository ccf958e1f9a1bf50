-- Written by `npm run schema` from the migrations: change those, not this.

create table private.import_rules (
  table_name text not null,
  key text[] not null,
  create_columns text[] not null,
  update_columns text[] not null,
  roles text[] not null,
  constraint import_rules_pkey PRIMARY KEY (table_name)
);

alter table private.import_rules enable row level security;
