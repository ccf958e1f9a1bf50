-- The days of an invoice's period and of a note on charts have rules of their own, which say more of what is wrong.
drop trigger if exists a_moment_of_period_start on public.invoices;
drop trigger if exists a_moment_of_period_end on public.invoices;
drop trigger if exists a_moment_of_on_day on public.chart_annotations;
drop trigger if exists a_moment_of_until_day on public.chart_annotations;
