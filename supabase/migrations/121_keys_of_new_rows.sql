-- A form that adds a row gives it its key, so that what is sent again after a lost answer is not added twice: here too.

grant insert (id) on public.outreach_suppressions, public.outreach_senders, public.chart_lines, public.chart_annotations to authenticated;
