-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_open(job imports)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if job.state <> 'open' then
    raise exception 'This import has ended. Nothing more was written.' using errcode = 'PT409';
  end if;
  perform set_config('app.import', job.id::text, true), set_config('app.operation', job.id::text, true),
    set_config('app.reason', 'Import of ' || job.file_name, true);
end
$function$;

grant execute on function private.import_open(job imports) to authenticated;
