-- Written by `npm run schema` from the migrations: change those, not this.

create table private.activity_sums (
  starts_at timestamp with time zone not null,
  shard smallint default 0 not null,
  acts bigint not null,
  amount bigint not null,
  day_more bigint default 0 not null,
  two_days_more bigint default 0 not null,
  what text not null,
  part text not null,
  constraint activity_sums_pkey PRIMARY KEY (what, starts_at, part, shard)
);

comment on table private.activity_sums is 'What members did, by quarter of an hour (games and articles by day, UTC), and how many more distinct members the day (the two days) from the next quarter on have than those from this one on.';

comment on column private.activity_sums.amount is 'Seconds of sessions, stars of ratings, games that were finished.';
comment on column private.activity_sums.part is 'Which of its kind: a state of matches, a game, an article, posts or comments; empty for all.';

alter table private.activity_sums enable row level security;
