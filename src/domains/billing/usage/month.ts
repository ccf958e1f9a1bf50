import { useChartParams } from '@/charts/params'
import { addPeriods, periodStart, today } from '@/charts/period'
import { humanize } from '@/resource/field'

/** The month of the usage charts, as its first day: the month in the URL, else the last finished month. */
export function useMonth() {
  const { get, set } = useChartParams()
  const present = periodStart('month', today('UTC'))
  const asked = get('month')
  const month =
    asked && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && `${asked}-01` <= present
      ? `${asked}-01`
      : addPeriods('month', present, -1)
  return {
    month,
    latest: present.slice(0, 7),
    setMonth: (next: string | undefined) => set({ month: next || undefined }),
  }
}

/** A month as text. */
export const monthText = (month: string) =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(month))

/** A feature's name as text. */
export const featureText = (feature: string) => humanize(feature).replace(/\bAi\b/, 'AI')

interface RowsOf {
  month: string
  feature: string
  /** Null means without a plan; undefined means any plan. */
  plan?: string | null
}

/** URL of the usage rows of a feature in a month, for one plan or for any. */
export function rowsOfUse({ month, feature, plan }: RowsOf): string {
  const ofPlan = plan === undefined ? '' : plan === null ? '&plan_id=empty' : `&plan_id=any:${plan}`
  return `/usage-tracking?feature=is:${feature}&period_start=on:${month}${ofPlan}`
}
