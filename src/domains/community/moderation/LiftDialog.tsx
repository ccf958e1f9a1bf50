import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Modal } from 'antd'
import { useState } from 'react'
import { momentTexts } from '@/resource/fields/time'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import { describeError } from '@/ui/describeError'
import { LateNotice } from '@/ui/LateNotice'
import { LimitedTextArea } from '@/ui/limited'
import { useNotify } from '@/ui/notify'
import { pluralText } from '@/ui/pluralText'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { hiddenBySanction } from './results'
import type { Sanction } from './types'
import { pastOf } from './useSanction'

/** Lifts a sanction before it ends, with a reason. */
export function LiftDialog({
  calls,
  sanction,
  name,
  onClose,
  onDone,
}: {
  calls: QueueRequests
  sanction: Sanction
  name: string
  onClose: () => void
  onDone: () => void
}) {
  const [why, setWhy] = useState('')
  const [isBringingBack, setBringingBack] = useState(false)
  const hidden = useQuery({
    queryKey: ['moderation', 'lift', sanction.id],
    queryFn: ({ signal }) =>
      calls.rpc('preview_lift', { sanction_id: sanction.id }, { signal, result: hiddenBySanction }),
    staleTime: 0,
  })
  const hiddenCount = hidden.data?.count ?? 0
  const [problem, setProblem] = useState<string>()
  const [run, isSending] = useSingleRun()
  useReturnFocus()
  const notify = useNotify()
  const lift = async () => {
    if (why.trim() === '') {
      setProblem('Say why, for the colleague who imposed it.')
      return false
    }
    try {
      await calls.rpc('lift_sanction', {
        sanction_id: sanction.id,
        why: why.trim(),
        bring_back: isBringingBack && hiddenCount > 0,
        expected: hiddenCount,
      })
      notify.success({ key: 'sanction', message: `${name} is no longer ${pastOf[sanction.kind]}.` })
      onDone()
    } catch (error) {
      setProblem(describeError(error, 'write').detail)
      void hidden.refetch()
      return false
    }
  }
  return (
    <Modal
      open
      title="Lift the sanction"
      okText="Lift the sanction"
      okButtonProps={{ loading: isSending }}
      onOk={() => void run(lift)}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="quiet below-16">
        {name} is {pastOf[sanction.kind]}
        {sanction.ends_at ? ` until ${momentTexts(sanction.ends_at).local}` : ' without an end'}. From now on
        they can do everything again.
      </p>
      <Form layout="vertical" component="div">
        <Form.Item
          label="Why"
          htmlFor="mod-lift"
          validateStatus={problem ? 'error' : undefined}
          help={problem}
        >
          <LimitedTextArea
            id="mod-lift"
            autoFocus
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={500}
            value={why}
            onChange={(event) => {
              setWhy(event.target.value)
              setProblem(undefined)
            }}
          />
        </Form.Item>
        {hiddenCount > 0 ? (
          <Checkbox checked={isBringingBack} onChange={(event) => setBringingBack(event.target.checked)}>
            Bring back {pluralText(hiddenCount, 'item')} that it hid
          </Checkbox>
        ) : null}
        <LateNotice isRunning={isSending} />
      </Form>
    </Modal>
  )
}
