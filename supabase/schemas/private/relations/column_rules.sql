-- Written by `npm run schema` from the migrations: change those, not this.

create table private.column_rules (
  table_name text not null,
  verb text not null,
  who text not null,
  columns text[] not null,
  constraint column_rules_pkey PRIMARY KEY (table_name, verb, who),
  constraint column_rules_verb_check CHECK (verb = ANY (ARRAY['insert'::text, 'update'::text])),
  constraint column_rules_who_check CHECK (who = ANY (ARRAY['member'::text, 'moderator'::text, 'growth'::text, 'finance'::text, 'admin'::text]))
);

comment on table private.column_rules is 'Written by private.allow_columns() in migrations; read by private.only_own_columns().';

alter table private.column_rules enable row level security;
