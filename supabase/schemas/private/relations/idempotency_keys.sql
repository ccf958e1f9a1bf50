-- Written by `npm run schema` from the migrations: change those, not this.

create table private.idempotency_keys (
  function_name text not null,
  key text not null,
  request jsonb not null,
  response jsonb not null,
  at timestamp with time zone default clock_timestamp() not null,
  constraint idempotency_keys_key_check CHECK (char_length(key) >= 1 AND char_length(key) <= 200),
  constraint idempotency_keys_pkey PRIMARY KEY (function_name, key)
);

comment on table private.idempotency_keys is 'A call that comes again with its key gets the first answer and does nothing.';

CREATE INDEX idempotency_keys_at_idx ON private.idempotency_keys USING btree (at);

alter table private.idempotency_keys enable row level security;
