import { useChartParams } from '@/charts/params'
import { addPeriods, periodStart, today } from '@/charts/period'
import { humanize } from '@/resource/field'

/** The month that the charts of use tell of, by its first day: the last finished one unless the address names another. */
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

/** The name of a month. */
export const monthText = (month: string) =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(month))

/** The name of a feature. */
export const featureText = (feature: string) => humanize(feature).replace(/\bAi\b/, 'AI')

interface RowsOf {
  month: string
  feature: string
  /** Null: of no plan; absent: of any. */
  plan?: string | null
}

/** The rows of use of a feature in a month, of one plan or of any. */
export function rowsOfUse({ month, feature, plan }: RowsOf): string {
  const ofPlan = plan === undefined ? '' : plan === null ? '&plan_id=empty' : `&plan_id=any:${plan}`
  return `/usage-tracking?feature=is:${feature}&period_start=on:${month}${ofPlan}`
}
