-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_text(column_name text, written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return nullif(coalesce(case when column_name = 'email' then private.mail_address(written) end,
    private.lower_case(private.visible_text(written))), '');
end
$function$;

comment on function private.import_text(column_name text, written text) is 'A key of an imported row as its table keeps it; null where the cell is empty.';

grant execute on function private.import_text(column_name text, written text) to authenticated;
