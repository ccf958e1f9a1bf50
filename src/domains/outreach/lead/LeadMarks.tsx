import { FieldTimeOutlined, StopOutlined, UsergroupDeleteOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useRpc } from '@/resource/query/useRpc'
import type { Rpc } from '@/supabase/rpc'
import { Row } from '@/ui/layout'

const known = {
  suppressed: { label: 'Suppressed', icon: <StopOutlined />, tone: 'red' },
  duplicate: { label: 'May be there twice', icon: <UsergroupDeleteOutlined />, tone: 'violet' },
  notice: {
    label: 'Not told within a month where we found them (GDPR Art. 14)',
    icon: <FieldTimeOutlined />,
    tone: 'amber',
  },
} as const

type Mark = keyof typeof known

// Rows rendered within 20 ms share one request.
let waiting: { ids: string[]; answer: Promise<Map<string, readonly Mark[]>> } | undefined

function marksOf(rpc: Rpc, id: string): Promise<readonly Mark[]> {
  if (!waiting) {
    const ids: string[] = []
    const answer = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(async () => {
      waiting = undefined
      const rows = await rpc('lead_marks', { ids })
      return new Map(rows.map(({ id, marks }) => [id, marks as Mark[]]))
    })
    waiting = { ids, answer }
  }
  waiting.ids.push(id)
  return waiting.answer.then((rows) => rows.get(id) ?? [])
}

/** Warnings about a lead: suppressed, possible duplicate, or not yet told where we found them. */
export default function LeadMarks({ id, version }: { id: string; version: unknown }) {
  const rpc = useRpc()
  const { data = [] } = useQuery({
    queryKey: ['lead-marks', id, version],
    queryFn: () => marksOf(rpc, id),
    staleTime: 60_000,
  })
  if (data.length === 0) return null
  return (
    <Row as="span" inline gap={6} style={{ marginLeft: 8 }}>
      {data.map((mark) => (
        <span
          key={mark}
          role="img"
          className="toned"
          aria-label={known[mark].label}
          title={known[mark].label}
          data-tone={known[mark].tone}
        >
          {known[mark].icon}
        </span>
      ))}
    </Row>
  )
}
