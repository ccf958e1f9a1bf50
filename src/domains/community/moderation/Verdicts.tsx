import { useState } from 'react'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import type { Context, Decision, QueueItem, Similar } from './types'

/** Whether the reports about a version were right. */
export type Verdict = 'upheld' | 'dismissed'

/** A text that members reported and that is not the one to be judged; no version: whatever was reported earlier of several items. */
export interface ReportedVersion {
  version: number | null
  reports: number
  /** It is what members read now. */
  isShown: boolean
  /** What is taken for granted until somebody says otherwise. */
  presumed?: Verdict
}

/** What is said of one reported version. */
export interface SaidOfVersion {
  version: number | null
  verdict: Verdict
}

const approvals: ReadonlySet<Decision> = new Set(['approve', 'restore', 'dismiss_reports'])

const verdicts: readonly { verdict: Verdict; key: string; label: string }[] = [
  { verdict: 'upheld', key: 'b', label: 'Broke a rule' },
  { verdict: 'dismissed', key: 'w', label: 'Within the rules' },
]

/**
 * The versions with open reports that are not the one to be judged, the oldest first. What members read now is taken
 * down with the edit of it, so it is presumed to have broken a rule. Of several items all earlier versions are one.
 */
export function reportedVersions(
  decision: Decision,
  targets: readonly (QueueItem | Similar)[],
  context: Context | undefined,
): readonly ReportedVersion[] {
  const items = targets.filter((one): one is QueueItem => 'earlier_reports' in one && one.earlier_reports > 0)
  const takesDown = decision === 'hide' || decision === 'remove'
  if (items.length === 0 || !(takesDown || approvals.has(decision))) return []
  const [item] = items
  const judged = decision === 'dismiss_reports' ? (item?.shown?.version ?? item?.version) : item?.version
  const counts = new Map<number, number>()
  if (item && targets.length === 1 && context?.item.item_id === item.item_id)
    for (const { state, item_version } of context.reports)
      if (state === 'open' && item_version !== judged)
        counts.set(item_version, (counts.get(item_version) ?? 0) + 1)
  // The reason of an approval says it of all of them.
  if (approvals.has(decision) && decision !== 'dismiss_reports' && counts.size < 2) return []
  if (counts.size === 0) {
    const reports = items.reduce((sum, { earlier_reports }) => sum + earlier_reports, 0)
    return [{ version: null, reports, isShown: false }]
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([version, reports]) => {
      const isShown = version === item?.shown?.version
      return { version, reports, isShown, ...(isShown && takesDown && { presumed: 'upheld' as const }) }
    })
}

/** What is said of each reported version while a reason is asked for. */
export function useVerdicts(reported: readonly ReportedVersion[]) {
  const [said, setSaid] = useState<ReadonlyMap<number | null, Verdict>>(new Map())
  const of = ({ version, presumed }: ReportedVersion) => said.get(version) ?? presumed
  const missing = reported.find((one) => of(one) === undefined)
  const say = (version: number | null, verdict: Verdict) => setSaid(new Map(said).set(version, verdict))
  return {
    of,
    say,
    /** The first of which nothing was said. */
    missing,
    all: reported.flatMap((one): SaidOfVersion[] => {
      const verdict = of(one)
      return verdict ? [{ version: one.version, verdict }] : []
    }),
    /** The keys: of the first of which nothing was said, else of the last. */
    keys: verdicts.map(({ verdict, key, label }) => ({
      keys: key,
      label: `What was reported: ${label.toLowerCase()}`,
      run: () => {
        const about = missing ?? reported.at(-1)
        if (about) say(about.version, verdict)
      },
    })),
  }
}

interface VerdictsProps {
  reported: readonly ReportedVersion[]
  said: Pick<ReturnType<typeof useVerdicts>, 'of' | 'say'>
  /** Told of each answer. */
  onSay: () => void
}

/** Asks of each reported version whether it broke a rule: it is judged by itself, whatever was written over it since. */
export function Verdicts({ reported, said, onSay }: VerdictsProps) {
  return reported.map((one) => (
    <Row as="section" gap={8} wrap className="small" key={one.version} aria-label={nameOf(one)}>
      <span aria-hidden>{nameOf(one)}</span>
      <Row as="span" gap={8}>
        {verdicts.map(({ verdict, key, label }) => (
          <button
            key={verdict}
            type="button"
            className="choice row gap-8 pad-y-4"
            aria-pressed={said.of(one) === verdict}
            onClick={() => {
              said.say(one.version, verdict)
              onSay()
            }}
          >
            <kbd aria-hidden>{key.toUpperCase()}</kbd> {label}
          </button>
        ))}
      </Row>
    </Row>
  ))
}

/** What a version that was reported is called. */
function nameOf({ version, reports, isShown }: ReportedVersion): string {
  const about = `${pluralText(reports, 'report')} about`
  if (version === null) return `${about} earlier versions:`
  return `${about} version ${version}${isShown ? ', which members read now' : ''}:`
}
