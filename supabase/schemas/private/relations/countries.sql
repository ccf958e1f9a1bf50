-- Written by `npm run schema` from the migrations: change those, not this.

create table private.countries (
  code text not null,
  dial text not null,
  time_zone text,
  constraint countries_pkey PRIMARY KEY (code)
);

comment on table private.countries is 'What is known of a country: its dialling code and its time zone.';

alter table private.countries enable row level security;
