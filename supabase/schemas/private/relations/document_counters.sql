-- Written by `npm run schema` from the migrations: change those, not this.

create table private.document_counters (
  series text not null,
  year smallint not null,
  last bigint not null,
  constraint document_counters_pkey PRIMARY KEY (series, year)
);

comment on table private.document_counters is 'The last number given of each series and year.';

alter table private.document_counters enable row level security;
