-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.allow_form(target text, who text, editable text[], at_first text[] DEFAULT '{}'::text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.allow_columns(target, 'insert', jsonb_build_object(who, to_jsonb(array['id'] || at_first || editable)));
  perform private.allow_columns(target, 'update', jsonb_build_object(who, to_jsonb(editable)));
end
$function$;

comment on function private.allow_form(target text, who text, editable text[], at_first text[]) is 'For migrations: a role edits these columns, and fills those of at_first only in a new row.';
