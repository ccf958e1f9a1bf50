import type { AnyRow } from '@/resource/define'
import { humanize } from '@/resource/field'
import { moneyText } from '@/resource/fields'
import { Stack } from '@/ui/layout'
import { dayText } from './shared/days'
import { SumTable } from './shared/SumTable'

interface Line {
  description: string
  unit_minor: number
}

/** What a change to a subscription would come to, as the function's dry run answered: the terms, then line by line. */
export function SubscriptionPreview({ result }: { result: AnyRow }) {
  const before = result.before as AnyRow
  const after = result.subscription as AnyRow
  const currency = String(after.currency)
  const lines = (result.lines ?? []) as Line[]
  const details = [
    before.state !== after.state
      ? `${humanize(String(before.state))} becomes ${humanize(String(after.state)).toLowerCase()}.`
      : undefined,
    before.recurring_minor !== after.recurring_minor
      ? `A period costs ${moneyText(Number(after.recurring_minor), currency)} instead of ${moneyText(Number(before.recurring_minor), currency)}.`
      : undefined,
    after.cancel_at_period_end ? `It ends on ${dayText(after.current_period_end)}.` : undefined,
    after.pause_at_period_end ? `It pauses on ${dayText(after.current_period_end)}.` : undefined,
    after.next_price_id
      ? `It ${before.next_price_id ? 'still ' : ''}changes on ${dayText(after.current_period_end)}${before.next_price_id ? ', as it was planned before' : ''}.`
      : undefined,
    before.current_period_end !== after.current_period_end
      ? `The period runs until ${dayText(after.current_period_end)}.`
      : undefined,
  ].filter(Boolean)
  return (
    <Stack gap={8} className="panel ground">
      {details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      {lines.length > 0 ? (
        <SumTable
          caption="Net of tax"
          lines={[
            ...lines.map((line) => ({
              label: line.description,
              value: moneyText(line.unit_minor, currency),
            })),
            {
              label: Number(result.net_minor) < 0 ? 'Given back' : 'Charged',
              value: moneyText(Math.abs(Number(result.net_minor)), currency),
              isStrong: true,
            },
          ]}
        />
      ) : null}
      {result.credit_minor ? (
        <p>{`A credit note of ${moneyText(Number(result.credit_minor), currency)}, tax included, is issued.`}</p>
      ) : null}
      {result.invoice_id || result.period_invoice_id ? <p>It stands on a draft invoice.</p> : null}
      {details.length === 0 && lines.length === 0 ? <p>Nothing is charged or given back.</p> : null}
    </Stack>
  )
}
