import { Button, Drawer, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { drawerFocus } from '@/ui/drawerFocus'
import { Row } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { numberText } from './numbers'
import { useFigures } from './useFigures'
import type { MembersBehind } from './useMembersBehind'

/** Page size; the database function returns at most this many members. */
const page = 100

interface MembersDrawerProps {
  behind: MembersBehind
  onClose: () => void
}

/** The names of the members behind a figure, each with a link to the member's record. */
export default function MembersDrawer({ behind: { title, args, parts }, onClose }: MembersDrawerProps) {
  useReturnFocus()
  const [skip, setSkip] = useState(0)
  const [part, setPart] = useState('')
  const { query, rows = [] } = useFigures('engagement_members', { ...args, part: part || undefined, skip })
  const found = rows[0]?.found ?? 0
  return (
    <Drawer {...drawerFocus} open title={title} size="min(480px, 100vw)" onClose={onClose}>
      {parts ? (
        <Segmented
          aria-label="Of them"
          className="below-8"
          value={part}
          options={[
            { value: '', label: 'Active' },
            ...parts.map(({ key, label, members, isNamed }) => ({
              value: key,
              label: members === null ? label : `${label} ${numberText(members)}`,
              disabled: !isNamed,
              title: isNamed ? '' : 'Groups of fewer than five are not named',
            })),
          ]}
          onChange={(next) => {
            setPart(next)
            setSkip(0)
          }}
        />
      ) : null}
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading || (query.isPlaceholderData && rows.length === 0) ? (
        <LoadingState rows={6} />
      ) : rows.length === 0 ? (
        <EmptyState title="Nobody" size="small">
          There is nobody of whom that holds.
        </EmptyState>
      ) : (
        <>
          <p className="quiet">
            {found === rows.length
              ? `${numberText(found)} member${found === 1 ? '' : 's'}, by name`
              : `${numberText(skip + 1)} to ${numberText(skip + rows.length)} of ${numberText(found)} members, by name`}
          </p>
          <ul className="lined" aria-busy={query.isFetching}>
            {rows.map(({ id, display_name, city }) => (
              <Row as="li" gap={8} justify="between" key={id}>
                <Link to={`/member-directory/${id}`}>{display_name}</Link>
                <span className="quiet">{city}</span>
              </Row>
            ))}
          </ul>
          {found > page ? (
            <Row gap={8} className="above-8">
              <Button disabled={skip === 0} onClick={() => setSkip(Math.max(0, skip - page))}>
                Previous
              </Button>
              <Button disabled={skip + rows.length >= found} onClick={() => setSkip(skip + page)}>
                Next
              </Button>
            </Row>
          ) : null}
        </>
      )}
    </Drawer>
  )
}
