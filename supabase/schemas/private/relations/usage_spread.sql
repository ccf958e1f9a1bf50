-- Written by `npm run schema` from the migrations: change those, not this.

create table private.usage_spread (
  period_start date not null,
  feature text not null,
  plan_id uuid not null,
  band smallint not null,
  shard smallint default 0 not null,
  members bigint not null,
  used bigint not null,
  limited_members bigint not null,
  limited_used bigint not null,
  allowed bigint not null,
  near_limit bigint not null,
  at_limit bigint not null,
  constraint usage_spread_pkey PRIMARY KEY (period_start, feature, plan_id, band, shard)
);

comment on table private.usage_spread is 'Use of each feature by month, plan (all zeros: none) and band of use.';

alter table private.usage_spread enable row level security;
