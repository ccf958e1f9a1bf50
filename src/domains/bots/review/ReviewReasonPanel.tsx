import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { WhyPanel } from '@/resource/queue/WhyPanel'
import { LimitedTextArea } from '@/ui/limited'
import { type Decision, verbLabels } from './types'

interface ReviewReasonPanelProps {
  decision: Exclude<Decision, 'confirm'>
  count: number
  /** The note of a returned decision. */
  initial?: string
  /** Called with the note as it is typed, so that it survives the closing of the panel. */
  onNote: (note: string) => void
  onDecide: (decision: Decision, note: string | undefined) => void
  onClose: () => void
}

/** Asks what was wrong. A note is optional only for a mark. Enter decides, Escape closes the panel. */
export function ReviewReasonPanel({
  decision,
  count,
  initial = '',
  onNote,
  onDecide,
  onClose,
}: ReviewReasonPanelProps) {
  const [note, setNote] = useState(initial)
  const [problem, setProblem] = useState<string>()
  const panel = useRef<HTMLElement>(null)
  const isNeeded = decision !== 'attention'
  const verb = verbLabels[decision]
  // With braces: newer browsers return a promise from `scrollIntoView`, and an effect must not return it.
  useEffect(() => {
    panel.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  const decide = () => {
    if (isNeeded && note.trim() === '') return setProblem('Say what was wrong.')
    onDecide(decision, note.trim() || undefined)
  }
  return (
    <WhyPanel
      ref={panel}
      label={`${verb}: why?`}
      title={`${verb}${count > 1 ? ` ${count} actions` : ''}: ${isNeeded ? 'what was wrong?' : 'what should be looked at?'}`}
      problem={problem}
      onClose={onClose}
    >
      {decision === 'revert' ? (
        <p className="quiet">Overturns it, and sets the record back to what it was before.</p>
      ) : null}
      <div className="queue-why-note row start gap-8">
        <LimitedTextArea
          autoFocus
          aria-label="Reason"
          aria-invalid={problem ? true : undefined}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={2000}
          value={note}
          status={problem ? 'error' : undefined}
          onChange={(event) => {
            setNote(event.target.value)
            onNote(event.target.value)
            setProblem(undefined)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault()
              decide()
            } else if (event.key === 'Escape') {
              event.preventDefault()
              onClose()
            }
          }}
        />
        <Button type="primary" danger={isNeeded} onClick={decide}>
          {verb} <kbd aria-hidden>↵</kbd>
        </Button>
      </div>
    </WhyPanel>
  )
}
