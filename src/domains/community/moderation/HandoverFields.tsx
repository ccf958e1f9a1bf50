import { useList } from '@refinedev/core'
import { Select } from 'antd'
import { useMemo } from 'react'
import { serverNow } from '@/supabase/clock'
import type { TableRow } from '@/supabase/rows'
import { Row } from '@/ui/layout'

/** The colleague that an escalated item is handed to and the due time, in the database's form. */
export interface Handover extends Record<string, string | null> {
  assigned_to: string | null
  due_at: string | null
}

const dues = [
  { value: 4, label: 'Within 4 hours' },
  { value: 24, label: 'Within a day' },
  { value: 72, label: 'Within 3 days' },
  { value: 168, label: 'Within a week' },
]

/** The moderators that an item can be handed to: everyone except this person. */
export function useColleagues(me: string) {
  const { result } = useList<Pick<TableRow<'staff_members'>, 'user_id' | 'full_name' | 'roles'>>({
    resource: 'staff_members',
    pagination: { mode: 'off' },
    filters: [{ field: 'active', operator: 'eq', value: true }],
    sorters: [{ field: 'full_name', order: 'asc' }],
    meta: { tieBreak: 'user_id', select: 'user_id,full_name,roles' },
    queryOptions: { staleTime: 10 * 60_000 },
    errorNotification: false,
  })
  const all = result?.data
  return useMemo(
    () =>
      (all ?? [])
        .filter(
          ({ user_id, roles }) =>
            user_id !== me && roles.some((role) => ['moderator', 'admin'].includes(role)),
        )
        .map(({ user_id, full_name }) => ({ value: user_id, label: full_name })),
    [all, me],
  )
}

interface HandoverFieldsProps {
  colleagues: readonly { value: string; label: string }[]
  value: Handover
  onChange: (value: Handover) => void
}

/** Asks which colleague gets the item and by when; both are optional. */
export function HandoverFields({ colleagues, value, onChange }: HandoverFieldsProps) {
  return (
    <Row gap={8} align="stretch" wrap className="below-8 even">
      <Select
        aria-label="Hand it to"
        placeholder="To anyone"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={[...colleagues]}
        value={value.assigned_to}
        onChange={(to) => onChange({ ...value, assigned_to: to ?? null })}
      />
      <Select
        aria-label="Due"
        placeholder="Due at any time"
        allowClear
        options={dues}
        onChange={(hours?: number) =>
          onChange({
            ...value,
            due_at: hours ? new Date(serverNow().getTime() + hours * 3_600_000).toISOString() : null,
          })
        }
      />
    </Row>
  )
}
