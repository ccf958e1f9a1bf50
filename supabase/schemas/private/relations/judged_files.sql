-- Written by `npm run schema` from the migrations: change those, not this.

create table private.judged_files (
  path text not null,
  file text,
  noted_at timestamp with time zone default now() not null,
  found text,
  constraint judged_files_finite CHECK (isfinite(noted_at)),
  constraint judged_files_path_check CHECK (char_length(path) <= 200),
  constraint judged_files_pkey PRIMARY KEY (path)
);

comment on table private.judged_files is 'Which file lay at the path of a picture when somebody first saw or judged it.';

comment on column private.judged_files.file is 'The file by what Storage says of it, which is another for any other file; empty: there was none.';
comment on column private.judged_files.found is 'Another file that came to this place since, for which what shows it was put back to be judged.';

alter table private.judged_files enable row level security;
