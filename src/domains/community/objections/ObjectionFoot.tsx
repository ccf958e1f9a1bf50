import { Button } from 'antd'
import { useState } from 'react'
import { ActionRow } from '@/resource/queue/ActionRow'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { WhyPanel } from '@/resource/queue/WhyPanel'
import { LateNotice } from '@/ui/LateNotice'
import { Row } from '@/ui/layout'
import { LimitedTextArea } from '@/ui/limited'
import { type Objection, type Outcome, verbs } from './types'
import type { Objections } from './useObjections'

/** The possible answers, or why this person may not answer. */
export function ObjectionFoot({ o, objection }: { o: Objections; objection: Objection }) {
  const { asking } = o.state
  return (
    <div className="queue-foot">
      {asking ? <Answer key={asking} o={o} objection={objection} outcome={asking} /> : null}
      <div className="queue-bar above-8">
        {!o.isOpen ? (
          <p className="quiet">It is answered.</p>
        ) : objection.may_answer ? (
          <ActionRow label="Answer">
            <Button className="queue-action" onClick={() => o.ask('upheld')}>
              Let it stand… <kbd aria-hidden>S</kbd>
            </Button>
            <Button className="queue-action" onClick={() => o.ask('overturned')}>
              Overturn… <kbd aria-hidden>O</kbd>
            </Button>
          </ActionRow>
        ) : (
          <p className="quiet">You decided this, or it is about you: a colleague answers.</p>
        )}
      </div>
    </div>
  )
}

function consequence({ kind, item_type }: Objection): string {
  if (kind === 'report') return 'Their report waits anew, to be decided once more.'
  if (item_type === 'profile') return 'The words come back, unless the member has written others since.'
  return item_type === 'sanction'
    ? 'The sanction is lifted, with what it hid.'
    : 'What was taken down is shown again.'
}

function Answer({ o, objection, outcome }: { o: Objections; objection: Objection; outcome: Outcome }) {
  const [text, setText] = useState(unsentTexts.read('objections', objection.id)?.text ?? '')
  const send = () => {
    if (text.trim()) o.answer(outcome, text)
  }
  return (
    <WhyPanel
      label={`${verbs[outcome]}: why?`}
      title={`${verbs[outcome]}: why?`}
      problem={o.problem}
      onClose={() => o.ask(undefined)}
    >
      {outcome === 'overturned' ? <p className="quiet">{consequence(objection)}</p> : null}
      <LimitedTextArea
        autoFocus
        aria-label="Answer to the member"
        placeholder="The member reads this, and who answered is not named."
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          unsentTexts.write('objections', objection.id, event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          else if (event.key === 'Escape') o.ask(undefined)
        }}
      />
      <Row gap={8} className="above-8 below-8">
        <Button
          type="primary"
          danger={outcome === 'overturned'}
          loading={o.isSending}
          disabled={text.trim() === ''}
          onClick={send}
        >
          {verbs[outcome]} <kbd aria-hidden>Ctrl ↵</kbd>
        </Button>
        <LateNotice isRunning={o.isSending} />
      </Row>
    </WhyPanel>
  )
}
