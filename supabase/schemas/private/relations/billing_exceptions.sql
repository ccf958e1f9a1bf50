-- Written by `npm run schema` from the migrations: change those, not this.

create table private.billing_exceptions (
  table_name text not null,
  rule text not null,
  record_id text default ''::text not null,
  detail text not null,
  noted_at timestamp with time zone default now() not null,
  constraint billing_exceptions_pkey PRIMARY KEY (table_name, rule, record_id)
);

comment on table private.billing_exceptions is 'Rows from before the ledger that could not be converted as they were, and why.';

alter table private.billing_exceptions enable row level security;
