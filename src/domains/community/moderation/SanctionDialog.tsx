import { Alert, Checkbox, Form, Modal, Segmented, Select } from 'antd'
import { useRef } from 'react'
import { humanize } from '@/resource/field'
import { FigureInput } from '@/resource/fields/FigureInput'
import { momentTexts } from '@/resource/fields/time'
import { describeError } from '@/ui/describeError'
import { LateNotice } from '@/ui/LateNotice'
import { PaneHead, Row, Stack, Truncate } from '@/ui/layout'
import { LimitedTextArea } from '@/ui/limited'
import { pluralText } from '@/ui/pluralText'
import { Split } from '@/ui/Split'
import { useShortcuts } from '@/ui/shortcuts'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import styles from './moderation.module.css'
import type { SanctionPreview } from './results'
import type { SanctionKind } from './types'
import { pastOf, type SanctionOf, useSanction } from './useSanction'

interface SanctionDialogProps extends SanctionOf {
  onClose: () => void
}

const kinds: { value: SanctionKind; label: string }[] = [
  { value: 'warn', label: 'Warn' },
  { value: 'mute', label: 'Mute' },
  { value: 'suspend', label: 'Suspend' },
]
const spans = [1, 3, 7, 30, 90]

/** Warns, mutes or suspends an author, with a preview of the effects from the database. */
export function SanctionDialog({ onClose, ...of }: SanctionDialogProps) {
  const { member } = of
  const sanction = useSanction(of)
  const { offered, kind, setKind, reason, setReason, hidePending, setHidePending } = sanction
  const { isCurrent, error, isSending, send } = sanction
  const body = useRef<HTMLDivElement>(null)
  useReturnFocus()
  useShortcuts(
    kinds.map(({ value, label }, at) => ({
      keys: String(at + 1),
      label,
      group: 'Sanction',
      inDialog: true,
      run: () => setKind(value),
    })),
  )
  const problem = error ? describeError(error, 'write') : undefined
  const verb = kinds.find(({ value }) => value === kind)?.label ?? ''

  return (
    <Modal
      open
      width={720}
      title={`Sanction ${member.name}`}
      okText={
        <>
          {`${verb}${spanText(sanction)}`} <kbd aria-hidden>Ctrl ↵</kbd>
        </>
      }
      okButtonProps={{ danger: kind !== 'warn', disabled: !isCurrent || !reason, loading: isSending }}
      cancelText="Cancel"
      onOk={send}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      afterOpenChange={(open) => {
        if (open) body.current?.querySelector<HTMLElement>('input[type="radio"]:checked')?.focus()
      }}
    >
      <Split
        columns="minmax(0, 1fr) minmax(0, 1fr)"
        gap={24}
        className="above-12 tight"
        ref={body}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      >
        <Form layout="vertical" component="div" requiredMark="optional">
          <Form.Item label="What" required>
            <Segmented
              block
              aria-label="What"
              options={kinds.map(({ value, label }, at) => ({
                value,
                label: (
                  <>
                    <span>{label}</span> <kbd aria-hidden>{at + 1}</kbd>
                  </>
                ),
              }))}
              value={kind}
              onChange={(next) => setKind(next)}
            />
          </Form.Item>
          {kind === 'warn' ? null : <Days sanction={sanction} />}
          <Form.Item label="Why" htmlFor="mod-reason" required>
            <Select
              id="mod-reason"
              value={reason}
              placeholder="Choose a reason"
              options={offered.map(({ code, label }) => ({ value: code, label }))}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={setReason}
            />
          </Form.Item>
          <Texts sanction={sanction} />
          <Checkbox checked={hidePending} onChange={(event) => setHidePending(event.target.checked)}>
            Also hide what they wrote that is not yet published
          </Checkbox>
        </Form>
        <Consequences sanction={sanction} />
        <LateNotice isRunning={isSending} />
        {problem ? (
          <Alert
            className="across"
            type="error"
            role="alert"
            title={problem.kind === 'conflict' ? 'Something changed meanwhile' : problem.title}
            description={`${problem.detail} What you entered is kept; what it does is worked out anew.`}
          />
        ) : null}
      </Split>
    </Modal>
  )
}

/** The message to the member, and the note that only colleagues read. */
function Texts({ sanction }: { sanction: ReturnType<typeof useSanction> }) {
  const { reason, message, setMessage, note, setNote, noteField, isNoteMissed } = sanction
  return (
    <>
      <Form.Item label="Said to the member" htmlFor="mod-message" extra="Empty: the usual text, as shown.">
        <LimitedTextArea
          id="mod-message"
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={1000}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      </Form.Item>
      <Form.Item
        label="Note for colleagues"
        htmlFor="mod-note"
        required={reason === 'other'}
        validateStatus={isNoteMissed ? 'error' : undefined}
        help={isNoteMissed ? 'Say what the other reason is.' : undefined}
      >
        <LimitedTextArea
          id="mod-note"
          ref={noteField}
          aria-invalid={isNoteMissed}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Form.Item>
    </>
  )
}

/** The effects of a sanction, as the database previews them. */
function Consequences({ sanction }: { sanction: ReturnType<typeof useSanction> }) {
  const { preview, shown, isCurrent } = sanction
  return (
    <section
      className="notice pad-x-16 pad-y-12"
      aria-label="What this does"
      data-stale={!isCurrent || undefined}
      aria-busy={!isCurrent}
    >
      <PaneHead as="h3">What this does</PaneHead>
      {preview.error && !shown ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} size="small" />
      ) : shown ? (
        <PreviewText preview={shown} />
      ) : (
        <LoadingState shape="text" />
      )}
      {preview.error && shown ? (
        <p className="queue-why-problem wrong small">{describeError(preview.error, 'write').detail}</p>
      ) : null}
    </section>
  )
}

/** The duration on the button; empty until it is valid. */
function spanText({ kind, days, isEndless, isReady }: ReturnType<typeof useSanction>): string {
  if (!isReady || kind === 'warn') return ''
  return kind === 'suspend' && isEndless ? ' without an end' : ` for ${pluralText(days ?? 0, 'day')}`
}

/** The number of days of a mute or suspension; a suspension can be without end. */
function Days({ sanction }: { sanction: ReturnType<typeof useSanction> }) {
  const { kind, typedDays, days, setDays, isEndless, setEndless } = sanction
  return (
    <Form.Item label="For how many days" htmlFor="mod-days" required>
      <Row gap={4} wrap>
        <FigureInput
          id="mod-days"
          form={{ digits: 0 }}
          value={typedDays}
          disabled={kind === 'suspend' && isEndless}
          onChange={setDays}
          understood={String}
          saysProblem
        />
        {spans.map((span) => (
          <button
            key={span}
            type="button"
            className="choice pad-x-8 pad-y-4"
            aria-pressed={days === span && !(kind === 'suspend' && isEndless)}
            onClick={() => {
              setDays(span)
              setEndless(false)
            }}
          >
            {span}
          </button>
        ))}
      </Row>
      {kind === 'suspend' ? (
        <Checkbox checked={isEndless} onChange={(event) => setEndless(event.target.checked)}>
          Without an end
        </Checkbox>
      ) : null}
    </Form.Item>
  )
}

function PreviewText({ preview }: { preview: SanctionPreview }) {
  const { told, cannot, still_can, items, counts, ends_at, kind, active } = preview
  return (
    <Stack gap={8}>
      {active.length > 0 ? (
        <Row as="p" gap={8} align="baseline">
          <span className="value-dot" data-tone="amber" aria-hidden />
          Already{' '}
          {active
            .map(
              (one) =>
                `${humanize(pastOf[one.kind]).toLowerCase()}${one.ends_at ? ` until ${momentTexts(one.ends_at).local}` : ''}`,
            )
            .join(', ')}
          .
        </Row>
      ) : null}
      <blockquote className="quoted accented">
        <strong>{told.title}</strong>
        <p>{told.text ?? 'The words of the reason, once you choose one.'}</p>
      </blockquote>
      {kind === 'warn' ? (
        <p>They can go on as before.</p>
      ) : (
        <>
          <p>
            <strong>Cannot:</strong> {cannot.join(', ').toLowerCase()}.
          </p>
          {still_can.length > 0 ? (
            <p>
              <strong>Still can:</strong> {still_can.join(', ').toLowerCase()}.
            </p>
          ) : null}
          <p>
            <strong>Ends:</strong>{' '}
            {ends_at ? `${momentTexts(ends_at).local}, by itself` : 'only when somebody lifts it'}.
          </p>
        </>
      )}
      <p>
        <strong>
          {counts.changes === 0
            ? 'Nothing of theirs changes.'
            : `${pluralText(counts.changes, 'item')} of theirs change${counts.changes === 1 ? 's' : ''}:`}
        </strong>{' '}
        {counts.changes === 0 ? `${pluralText(counts.stay_visible, 'published item')} stay visible.` : null}
      </p>
      {items.length > 0 ? (
        <ul className={`${styles.lines} marked-links`}>
          {items.slice(0, 8).map((item) => (
            <li key={item.item_id}>
              <Truncate className="narrow">{item.item_type === 'post' ? item.title : item.excerpt}</Truncate>
              <span className="quiet">
                {item.state_before} → {item.state_after}
              </span>
            </li>
          ))}
          {items.length > 8 ? <li className="quiet">and {items.length - 8} more</li> : null}
        </ul>
      ) : null}
    </Stack>
  )
}
