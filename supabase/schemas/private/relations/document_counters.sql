-- Written by `npm run schema` from the migrations: change those, not this.

create table private.document_counters (
  series text not null,
  year smallint not null,
  last bigint not null,
  first bigint default 1 not null,
  constraint document_counters_pkey PRIMARY KEY (series, year)
);

comment on table private.document_counters is 'The last number given of each series and year.';

comment on column private.document_counters.first is 'The first number given; 1, but where a series was begun elsewhere.';

alter table private.document_counters enable row level security;
