-- Written by `npm run schema` from the migrations: change those, not this.

create table private.pepper (
  one boolean default true not null,
  secret text default encode(extensions.gen_random_bytes(32), 'hex'::text) not null,
  constraint pepper_one_check CHECK (one),
  constraint pepper_pkey PRIMARY KEY (one)
);

comment on table private.pepper is 'What makes the hashed keys of the erased worthless without this database.';

alter table private.pepper enable row level security;
