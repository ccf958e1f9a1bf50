-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.merges_of(lead uuid)
 RETURNS TABLE(id uuid, at timestamp with time zone, name text, by_name text, may_undo boolean, undone boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    return;
  end if;
  return query select m.id, m.merged_at, m.gone ->> 'full_name', s.full_name, m.undone_at is null and m.merged_at > now() - interval '1 day', m.undone_at is not null
    from private.lead_merges m left join public.staff_members s on s.user_id = m.merged_by where m.kept_id = lead;
end
$function$;

comment on function private.merges_of(lead uuid) is 'What was merged into a lead, for growth: when, whom, by whom, and whether it may be or was undone.';

grant execute on function private.merges_of(lead uuid) to authenticated;
