-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.report_counts(report content_reports)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  enough constant bigint := ceil(private.setting('reporters_to_reopen'));
begin
  return report.state = 'open' and (
    not exists (
      select from public.content_reports j
      where coalesce(j.post_id, j.comment_id) = coalesce(report.post_id, report.comment_id) and j.item_version = report.item_version
        and j.category = report.category and j.state = 'dismissed')
    -- A member reports a version once: as many rows as people, and no more are read than are enough.
    or (
      select count(*) from (
        select from public.content_reports j
        where (j.post_id = report.post_id or j.comment_id = report.comment_id) and j.item_version = report.item_version
          and j.category = report.category and j.state = 'open' limit enough) o) >= enough);
end
$function$;

comment on function private.report_counts(report content_reports) is 'Whether a report is open and counts: one such as was dismissed about the same version counts only where enough members make it.';

grant execute on function private.report_counts(report content_reports) to authenticated;
grant execute on function private.report_counts(report content_reports) to service_role;
