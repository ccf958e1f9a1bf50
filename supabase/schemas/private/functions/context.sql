-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.context(meaning text)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting(('app.'::text || meaning), true), ''::text);

comment on function private.context(meaning text) is 'What was noted for this transaction by `private.set_context`; null where nothing was.';

grant execute on function private.context(meaning text) to authenticated;
grant execute on function private.context(meaning text) to service_role;
