import { humanize, isEmpty } from '@/resource/field'
import { dayText, Moment } from '@/resource/fields/time'
import { RecordLink } from '@/resource/RecordLink'
import { Stack } from '@/ui/layout'
import type { ReplyContext } from './types'

const details = [
  'state',
  'score',
  'consent',
  'owner_name',
  'city',
  'country',
  'source_name',
  'headline',
  'follow_up_note',
  'notes',
] as const
const labels: Record<string, string> = { owner_name: 'Owner', source_name: 'Source' }

/** The lead who wrote the reply. */
export function LeadPane({ context }: { context: ReplyContext | null | undefined }) {
  const lead = context?.lead
  if (!context) return null
  if (!lead) return <p className="queue-side-body quiet">The lead does not exist any more.</p>
  return (
    <div className="queue-side-body grow scroll">
      <h3 className="large">
        <RecordLink table="leads" id={String(lead.id)}>
          {String(lead.full_name)}
        </RecordLink>
      </h3>
      <p className="quiet">{String(lead.email ?? lead.handle ?? lead.phone ?? '')}</p>
      <Stack as="dl" gap={8} className="above-8">
        {details.map((name) =>
          isEmpty(lead[name]) ? null : (
            <div key={name}>
              <dt className="small">{labels[name] ?? humanize(name)}</dt>
              <dd className="anywhere">
                {name === 'state' || name === 'consent' ? humanize(String(lead[name])) : String(lead[name])}
              </dd>
            </div>
          ),
        )}
        {lead.follow_up_on ? (
          <div>
            <dt className="small">Follow up</dt>
            <dd className="anywhere">{dayText(String(lead.follow_up_on))}</dd>
          </div>
        ) : null}
        <div>
          <dt className="small">Found</dt>
          <dd className="anywhere">
            <Moment value={String(lead.found_at)} short />
          </dd>
        </div>
      </Stack>
    </div>
  )
}
