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
  perform private.set_context('import', job.id::text), private.set_context('operation', job.id::text),
    private.set_context('reason', 'Import of ' || job.file_name);
end
$function$;

comment on function private.import_open(job imports) is 'Refuses an import that is over.';

grant execute on function private.import_open(job imports) to authenticated;
