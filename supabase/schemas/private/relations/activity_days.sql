-- Written by `npm run schema` from the migrations: change those, not this.

create table private.activity_days (
  number integer not null,
  day integer not null,
  quarters bit(96) not null,
  what text not null,
  constraint activity_days_pkey PRIMARY KEY (number, day, what)
);

comment on table private.activity_days is 'In which quarters of an hour of a day (UTC, counted from 1970) a member began a session or wrote: what the sums have been told.';

alter table private.activity_days enable row level security;
