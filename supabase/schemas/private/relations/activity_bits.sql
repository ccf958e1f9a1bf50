-- Written by `npm run schema` from the migrations: change those, not this.

create table private.activity_bits (
  minutes smallint not null,
  starts_at timestamp with time zone not null,
  chunk smallint not null,
  bits bit(4096) not null,
  what text not null,
  part text not null,
  constraint activity_bits_pkey PRIMARY KEY (what, minutes, starts_at, part, chunk)
);

comment on table private.activity_bits is 'Who did it in these minutes: one bit a member, 4,096 members a row.';

alter table private.activity_bits enable row level security;
