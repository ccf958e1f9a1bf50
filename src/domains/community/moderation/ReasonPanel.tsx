import { Button } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { type Ref, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { WhyPanel } from '@/resource/queue/WhyPanel'
import { Row } from '@/ui/layout'
import { LimitedTextArea } from '@/ui/limited'
import { useShortcuts } from '@/ui/shortcuts'
import { type Handover, HandoverFields } from './HandoverFields'
import type { Reason } from './types'
import { type ReportedVersion, type SaidOfVersion, useVerdicts, Verdicts } from './Verdicts'

interface ReasonPanelProps {
  /** The decision's code in the reasons table: `remove`. */
  decision: string
  /** The label of the decision's button: “Remove”. */
  verb: string
  count: number
  reasons: readonly Reason[]
  /** The reason that matches the item's most severe report. */
  suggested: string | undefined
  /** The note of a returned decision. */
  initialNote: string | undefined
  /** Whether the panel also asks for a note. */
  hasNote?: boolean
  /** Called with the note as it is typed, so that it survives the closing of the panel. */
  onNote?: (note: string) => void
  /** Colleagues that an item can be handed to; if omitted, the panel does not ask. */
  colleagues?: readonly { value: string; label: string }[]
  /** Reported versions that are no longer shown; the moderator says of each whether it broke a rule. */
  reported?: readonly ReportedVersion[]
  onDecide: (
    reason: Reason,
    note: string | undefined,
    handedTo?: Handover,
    verdicts?: readonly SaidOfVersion[],
  ) => void
  onClose: () => void
}

const longestNote = 2000
const nothingReported: readonly ReportedVersion[] = []

/**
 * Asks for the reason by number: a digit decides at once, and an escalation asks for a note afterwards.
 * Everything works without the mouse, and digits typed into the note are text.
 */
export function ReasonPanel({
  decision,
  verb,
  count,
  reasons,
  suggested,
  initialNote = '',
  hasNote = true,
  onNote,
  colleagues,
  reported = nothingReported,
  onDecide,
  onClose,
}: ReasonPanelProps) {
  const offered = reasons.filter(({ decisions }) => decisions.includes(decision))
  const [chosen, setChosen] = useState(suggested)
  const [note, setNote] = useState(initialNote)
  const [handedTo, setHandedTo] = useState<Handover>({ assigned_to: null, due_at: null })
  const [problem, setProblem] = useState<string>()
  const input = useRef<TextAreaRef>(null)
  const panel = useFocusOnOpen()
  const reason = offered.find(({ code }) => code === chosen)
  const isWaiting = reasons.length === 0
  const verdicts = useVerdicts(reported)

  const decide = (wanted: Reason | undefined) => {
    if (!wanted) return setProblem('Choose a reason by its number.')
    setChosen(wanted.code)
    if (hasNote && wanted.code === 'other' && note.trim() === '') {
      setProblem(`“${wanted.label}” needs a note that says what it is.`)
      return input.current?.focus()
    }
    // A reason for an approval can cover every reported version that has no answer of its own.
    if (verdicts.missing && !wanted.earlier_reports)
      return setProblem('Say of what was reported, too: B broke a rule, W within the rules.')
    onDecide(wanted, note.trim() || undefined, colleagues && handedTo, verdicts.all)
  }
  const choose = (wanted: Reason) => {
    if (decision !== 'escalate') return decide(wanted)
    setChosen(wanted.code)
    setProblem(undefined)
    input.current?.focus()
  }

  const setEarly = useEarlyKey(isWaiting, (key) => {
    const wanted = offered.find(({ number_key }) => number_key === key)
    if (key === 'Enter') decide(reason)
    else if (wanted) choose(wanted)
  })
  const enter = () => (isWaiting ? setEarly('Enter') : decide(reason))
  useReasonKeys({
    ...{ verb, offered, isWaiting, reason, choose, onClose },
    onEarly: setEarly,
    onNote: hasNote ? () => input.current?.focus() : undefined,
    onDecide: enter,
    more: reported.length > 0 ? verdicts.keys : [],
  })

  return (
    <WhyPanel
      ref={panel}
      tabIndex={-1}
      label={`${verb}: why?`}
      title={`${verb}${count > 1 ? ` ${count} items` : ''}: why?`}
      problem={problem}
      onClose={onClose}
    >
      <ReasonChoices reasons={offered} chosen={reason} onChoose={choose} />
      <Verdicts reported={reported} said={verdicts} onSay={() => setProblem(undefined)} />
      {colleagues ? <HandoverFields colleagues={colleagues} value={handedTo} onChange={setHandedTo} /> : null}
      <Row gap={8} align="start" className="queue-why-note">
        {hasNote ? (
          <NoteInput
            ref={input}
            isAsked={decision === 'escalate'}
            value={note}
            isMissing={problem !== undefined && reason?.code === 'other'}
            onChange={(next) => {
              setNote(next)
              onNote?.(next)
              setProblem(undefined)
            }}
            onEnter={enter}
          />
        ) : null}
        <Button
          type="primary"
          danger={decision === 'remove' || decision === 'reject'}
          onClick={() => decide(reason)}
          disabled={!reason}
        >
          {verb} <kbd aria-hidden>↵</kbd>
        </Button>
      </Row>
    </WhyPanel>
  )
}

/**
 * Scrolls the item's heading to the top, since little space is left beside the open panel. A text that was already
 * scrolled further stays where it is.
 */
function showItemText() {
  const heading = document.querySelector('.queue-reading .queue-heading')
  const reading = heading?.closest('.queue-reading')
  if (!heading || !reading || reading.scrollHeight <= reading.clientHeight) return
  if (heading.getBoundingClientRect().top > reading.getBoundingClientRect().top)
    heading.scrollIntoView?.({ block: 'start' })
}

/** Scrolls the panel into view and focuses it when it opens. */
function useFocusOnOpen(): RefObject<HTMLDivElement | null> {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    panel.current?.scrollIntoView?.({ block: 'nearest' })
    showItemText()
    // Focus leaves the button that opened the panel, so that
    // Enter decides instead of pressing that button again.
    panel.current?.focus({ preventScroll: true })
  }, [])
  return panel
}

type EarlyKey = number | 'Enter'

/** Remembers a digit or Enter pressed before the reasons were loaded, and applies it afterwards. */
function useEarlyKey(isWaiting: boolean, act: (key: EarlyKey) => void) {
  const [early, setEarly] = useState<EarlyKey>()
  const actOnce = useEffectEvent((key: EarlyKey) => {
    setEarly(undefined)
    act(key)
  })
  useEffect(() => {
    if (early !== undefined && !isWaiting) actOnce(early)
  }, [early, isWaiting])
  return setEarly
}

interface ReasonChoicesProps {
  reasons: readonly Reason[]
  chosen: Reason | undefined
  onChoose: (reason: Reason) => void
}

function ReasonChoices({ reasons, chosen, onChoose }: ReasonChoicesProps) {
  return (
    <ul className="queue-why-reasons">
      {reasons.map((one) => (
        <li key={one.code}>
          <button
            type="button"
            className="choice row gap-8 full pad-y-4"
            aria-pressed={one === chosen}
            onClick={() => onChoose(one)}
          >
            {one.number_key === null ? (
              <span className="queue-row-kind fixed" aria-hidden />
            ) : (
              <kbd aria-hidden>{one.number_key}</kbd>
            )}
            {one.label}
          </button>
        </li>
      ))}
    </ul>
  )
}

interface NoteInputProps {
  ref: Ref<TextAreaRef>
  /** The note is the main content of the decision (an escalation), not an addition. */
  isAsked: boolean
  value: string
  isMissing: boolean
  onChange: (note: string) => void
  onEnter: () => void
}

/** The note for colleagues: Enter decides, Shift+Enter adds a line, Escape leaves the input. */
function NoteInput({ ref, isAsked, value, isMissing, onChange, onEnter }: NoteInputProps) {
  return (
    <LimitedTextArea
      ref={ref}
      aria-label="Note"
      placeholder={isAsked ? 'What should a colleague look at? Enter sends it.' : 'Note for colleagues (N)'}
      autoSize={{ minRows: 1, maxRows: 5 }}
      maxLength={longestNote}
      value={value}
      status={isMissing ? 'error' : undefined}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault()
          onEnter()
        } else if (event.key === 'Escape') {
          event.preventDefault()
          event.currentTarget.blur()
        }
      }}
    />
  )
}

interface ReasonKeys {
  verb: string
  offered: readonly Reason[]
  /** The reasons are still loading. */
  isWaiting: boolean
  /** The selected reason. */
  reason: Reason | undefined
  choose: (reason: Reason) => void
  /** Called for a digit that is pressed before the reasons are loaded. */
  onEarly: (number: number) => void
  /** Undefined when no note is asked for. */
  onNote: (() => void) | undefined
  onDecide: () => void
  onClose: () => void
  /** Additional keys of the panel, such as the answers about reported versions. */
  more: readonly { keys: string; label: string; run: () => void }[]
}

/** The keys of the panel: a number for each reason, N for the note, Enter and Escape. */
function useReasonKeys({
  verb,
  offered,
  isWaiting,
  reason,
  choose,
  onEarly,
  onNote,
  onDecide,
  onClose,
  more,
}: ReasonKeys): void {
  useShortcuts([
    ...(isWaiting ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : []).map((number) => ({
      keys: String(number),
      label: `Reason ${number}`,
      group: `${verb}: why`,
      hidden: true,
      run: () => onEarly(number),
    })),
    ...offered
      .filter(({ number_key }) => number_key !== null)
      .map((one) => ({
        keys: String(one.number_key),
        label: one.label,
        group: `${verb}: why`,
        run: () => choose(one),
      })),
    ...(onNote ? [{ keys: 'n', label: 'Write a note', group: `${verb}: why`, run: onNote }] : []),
    {
      keys: 'Enter',
      label: reason ? `${verb} as “${reason.label}”` : `${verb} for the chosen reason`,
      group: `${verb}: why`,
      run: onDecide,
    },
    ...more.map((one) => ({ ...one, group: `${verb}: why` })),
    { keys: 'Escape', label: 'Do nothing', group: `${verb}: why`, run: onClose },
  ])
}
