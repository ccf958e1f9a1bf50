-- Written by `npm run schema` from the migrations: change those, not this.

create table private.member_steps (
  user_id uuid not null,
  began_at timestamp with time zone,
  finished_at timestamp with time zone,
  matched_at timestamp with time zone,
  introduced_at timestamp with time zone,
  constraint member_steps_pkey PRIMARY KEY (user_id),
  constraint member_steps_user_id_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE CASCADE
);

comment on table private.member_steps is 'When each member first began and finished a conversation, was matched and introduced.';

alter table private.member_steps enable row level security;
