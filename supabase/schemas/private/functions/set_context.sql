-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.set_context(meaning text, value text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not (meaning in ('reason', 'operation', 'import', 'door', 'photo', 'taking_back', 'suppressing', 'gate_asker') or meaning ~ '^gate_[0-9a-f]{32}_') then
    raise exception 'A transaction has no context called "%".', meaning using errcode = '22023';
  end if;
  perform set_config('app.' || meaning, coalesce(value, ''), true);
end
$function$;

comment on function private.set_context(meaning text, value text) is 'Notes for the rest of this transaction what its changes are part of: `reason`, `operation` and `import` go into the log; `door` names the function at work, for triggers that let it do what nobody else may; `photo` and `taking_back` name the one photo or item that a decision moves; `suppressing` spares triggers that look for suppressions; `gate_…` is what the gate has found out in this statement.';

grant execute on function private.set_context(meaning text, value text) to authenticated;
grant execute on function private.set_context(meaning text, value text) to service_role;
