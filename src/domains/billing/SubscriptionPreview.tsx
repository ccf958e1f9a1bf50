import { humanize } from '@/resource/field'
import { moneyText } from '@/resource/fields'
import { Stack } from '@/ui/layout'
import type { SubscriptionChange } from './results'
import { dayText } from './shared/days'
import { SumTable } from './shared/SumTable'

/** Preview of a subscription change from the function's dry run: the terms, then each charge. */
export function SubscriptionPreview({ result }: { result: SubscriptionChange }) {
  const { before, subscription: after, lines, net_minor, credit_minor } = result
  const { currency } = after
  const details = [
    before.state !== after.state
      ? `${humanize(before.state)} becomes ${humanize(after.state).toLowerCase()}.`
      : undefined,
    before.recurring_minor !== after.recurring_minor
      ? `A period costs ${moneyText(after.recurring_minor, currency)} instead of ${moneyText(before.recurring_minor, currency)}.`
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
              label: net_minor < 0 ? 'Given back' : 'Charged',
              value: moneyText(Math.abs(net_minor), currency),
              isStrong: true,
            },
          ]}
        />
      ) : null}
      {credit_minor ? (
        <p>{`A credit note of ${moneyText(credit_minor, currency)}, tax included, is issued.`}</p>
      ) : null}
      {result.invoice_id || result.period_invoice_id ? <p>It stands on a draft invoice.</p> : null}
      {details.length === 0 && lines.length === 0 ? <p>Nothing is charged or given back.</p> : null}
    </Stack>
  )
}
