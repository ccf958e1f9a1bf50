import { useList } from '@refinedev/core'
import { numberText, percentText, shareText } from '@/charts/numbers'
import { addPeriods, today } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { Moment } from '@/resource/fields/time'
import { RecordLink } from '@/resource/RecordLink'
import type { TableRow } from '@/supabase/rows'
import { Row, Stack } from '@/ui/layout'
import { calibration } from '../board/calibration'
import { type Action, doneLabels } from './types'

/** How often reviewers agreed with a bot in the last 90 days, by stated confidence; undefined until it is known. */
export function useCalibration(bot: string | undefined) {
  const to = today('UTC')
  const { rows } = useFigures('bot_calibration', {
    from_date: addPeriods('day', to, -89),
    to_date: to,
    time_zone: 'UTC',
  })
  return rows && calibration(rows.filter(({ bot_id }) => bot_id === bot))
}

/** The 10 % bucket of a confidence, as `bot_calibration` groups it. */
export const bucketOf = (confidence: number | string | null) =>
  confidence === null ? undefined : Math.min(9, Math.floor(Number(confidence) * 10))

type Verdict = Pick<TableRow<'bot_reviews'>, 'id' | 'note' | 'created_at'> & {
  decision: keyof typeof doneLabels
  reviewer: Pick<TableRow<'staff_members'>, 'full_name'> | null
}

/** The bot of the action, its reliability, and earlier decisions about this action. */
export function ReviewSide({ item }: { item: Action }) {
  const buckets = useCalibration(item.bot_id)
  const { result } = useList<Verdict>({
    resource: 'bot_reviews',
    filters: [{ field: 'action_id', operator: 'eq', value: item.id }],
    sorters: [{ field: 'id', order: 'desc' }],
    pagination: { pageSize: 20 },
    meta: { select: 'id,decision,note,created_at,reviewer:staff_members(full_name)', count: 'none' },
    errorNotification: false,
  })
  const verdicts = result?.data ?? []
  return (
    <Stack gap={16} className="queue-side-body grow scroll">
      <section aria-label="Bot">
        <h2 className="below-4">
          <RecordLink table="ai_bot_health" id={item.bot_id}>
            {item.bot_label}
          </RecordLink>
        </h2>
        {buckets === undefined ? null : buckets.length === 0 ? (
          <p className="quiet">Nobody judged it in the last 90 days.</p>
        ) : (
          <>
            <p className="quiet">How often people agreed with it in the last 90 days, by how sure it was:</p>
            <ul>
              {buckets.map(({ bucket, reviewed, agreed }) => (
                <Row
                  as="li"
                  gap={8}
                  align="stretch"
                  justify="between"
                  key={bucket}
                  className={bucket === bucketOf(item.confidence) ? 'bold' : undefined}
                >
                  <span>
                    {bucket * 10}–{percentText(bucket * 10 + 10)} sure
                  </span>
                  <span className="tabular">
                    {shareText(agreed, reviewed)} of {numberText(reviewed)}
                  </span>
                </Row>
              ))}
            </ul>
          </>
        )}
      </section>
      {verdicts.length > 0 ? (
        <section aria-label="Verdicts on it">
          <h2 className="below-4">Verdicts on it</h2>
          <ul>
            {verdicts.map(({ id, decision, note, created_at, reviewer }) => (
              <li key={id} className="below-8">
                {doneLabels[decision]}
                {note ? <span className="quiet"> “{note}”</span> : null}{' '}
                <span className="quiet">
                  <Moment value={created_at} short />, {reviewer?.full_name}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Stack>
  )
}
