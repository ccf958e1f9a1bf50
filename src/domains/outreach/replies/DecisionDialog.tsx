import { useList } from '@refinedev/core'
import { Button, Form, Input, Modal, Select } from 'antd'
import { addPeriods, today, viewerZone } from '@/charts/period'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import type { TableRow } from '@/supabase/rows'
import { Row } from '@/ui/layout'
import { LimitedTextArea } from '@/ui/limited'
import { useReturnFocus } from '@/ui/useReturnFocus'
import type { Decision, Reply } from './types'
import type { Inbox } from './useInbox'

interface DecisionDialogProps {
  inbox: Inbox
  decision: Decision
  item: Reply
}

interface Values {
  note?: string
  day?: string
  colleague?: string
}

const titles: Partial<Record<Decision, string>> = { later: 'Later', assign: 'Assign', handled: 'Handled' }

/** Asks for the input of a decision: a day, a colleague, a note. */
export function DecisionDialog({ inbox: { decide, dispatch, staff }, decision, item }: DecisionDialogProps) {
  const [form] = Form.useForm<Values>()
  useReturnFocus()
  const close = () => dispatch({ type: 'ask', asking: undefined })
  const { result } = useList<Pick<TableRow<'staff_members'>, 'user_id' | 'full_name' | 'roles'>>({
    resource: 'staff_members',
    filters: [{ field: 'active', operator: 'eq', value: true }],
    sorters: [{ field: 'full_name', order: 'asc' }],
    pagination: { pageSize: 200 },
    meta: { select: 'user_id,full_name,roles', count: 'none', tieBreak: 'user_id' },
    queryOptions: { enabled: decision === 'assign' },
    errorNotification: false,
  })
  const colleagues = (result?.data ?? []).filter(({ roles }) =>
    roles.some((role) => role === 'growth' || role === 'admin'),
  )
  const asked = decision === 'later' ? 'day' : decision === 'assign' ? 'colleague' : 'note'
  const submit = ({ note, day, colleague }: Values) => {
    unsentTexts.drop('replies', item.item_id)
    decide(decision, {
      note: note?.trim() || undefined,
      day: day || undefined,
      reason_code: colleague,
      reason_label: colleagues.find(({ user_id }) => user_id === colleague)?.full_name,
    })
    close()
  }
  return (
    <Modal
      open
      title={`${titles[decision] ?? decision}: ${item.title}`}
      okText={decision === 'assign' ? 'Assign' : decision === 'later' ? 'Put off' : 'Mark handled'}
      onOk={() => form.submit()}
      onCancel={close}
      // The focus moves into the dialog as soon as it is open.
      afterOpenChange={(open) => open && form.focusField(asked)}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{
          day: inDays(30),
          note: unsentTexts.read('replies', item.item_id)?.text,
          ...(decision === 'assign' && { colleague: item.owner_id ?? staff.userId }),
        }}
        onFinish={submit}
        // Enter submits a date and Ctrl+Enter any field, so that no mouse is needed.
        onKeyDown={(event) => {
          const isDay = event.target instanceof HTMLInputElement && event.target.type === 'date'
          if (event.key !== 'Enter' || !(isDay || event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          form.submit()
        }}
        onValuesChange={({ note }: Values) => {
          if (note !== undefined) unsentTexts.write('replies', item.item_id, note)
        }}
      >
        {decision === 'later' ? <DayInput onDay={(day) => form.setFieldValue('day', day)} /> : null}
        {decision === 'assign' ? (
          <Form.Item
            label="To whom"
            name="colleague"
            rules={[{ required: true, message: 'Name a colleague' }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={colleagues.map(({ user_id, full_name }) => ({
                value: String(user_id),
                label: String(full_name),
              }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item label="Note" name="note">
          <LimitedTextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const spans = [
  { days: 7, label: 'A week' },
  { days: 30, label: 'A month' },
  { days: 90, label: 'Three months' },
  { days: 180, label: 'Half a year' },
]

/** The follow-up day, typed or chosen with one click. */
function DayInput({ onDay }: { onDay: (day: string) => void }) {
  return (
    <Form.Item label="Follow up on" required>
      <Form.Item name="day" noStyle rules={[{ required: true, message: 'Name the day' }]}>
        <Input type="date" min={inDays(1)} />
      </Form.Item>
      <Row as="span" gap={6} align="stretch" wrap className="above-8">
        {spans.map(({ days, label }) => (
          <Button key={days} size="small" onClick={() => onDay(inDays(days))}>
            {label}
          </Button>
        ))}
      </Row>
    </Form.Item>
  )
}

/** The date a number of days from now, in the stored form. */
function inDays(days: number): string {
  return addPeriods('day', today(viewerZone), days)
}
