import { useState } from 'react'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import type { Context, Decision, QueueItem, Similar } from './types'

/** Whether the reports about a version were justified. */
export type Verdict = 'upheld' | 'dismissed'

/**
 * A reported version other than the one to be judged. `version`
 * is null for all earlier versions of several items together.
 */
export interface ReportedVersion {
  version: number | null
  reports: number
  /** Whether members read this version now. */
  isShown: boolean
  /** The verdict that applies unless the moderator chooses another. */
  presumed?: Verdict
}

/** The verdict on one reported version. */
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
 * The versions with open reports other than the one to be judged, oldest first. Taking down an edit also
 * takes down the version that members read now, so that version is presumed to have broken a rule. For
 * several items, all earlier versions count as one.
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
  // The reason of an approval covers all earlier versions.
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

/** The verdicts on reported versions while the reason panel is open. */
export function useVerdicts(reported: readonly ReportedVersion[]) {
  const [said, setSaid] = useState<ReadonlyMap<number | null, Verdict>>(new Map())
  const of = ({ version, presumed }: ReportedVersion) => said.get(version) ?? presumed
  const missing = reported.find((one) => of(one) === undefined)
  const say = (version: number | null, verdict: Verdict) => setSaid(new Map(said).set(version, verdict))
  return {
    of,
    say,
    /** The first version without a verdict. */
    missing,
    all: reported.flatMap((one): SaidOfVersion[] => {
      const verdict = of(one)
      return verdict ? [{ version: one.version, verdict }] : []
    }),
    /** Shortcuts: they answer for the first version without a verdict, else for the last version. */
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
  /** Called after each answer. */
  onSay: () => void
}

/**
 * Asks for each reported version whether it broke a rule.
 * It is judged by its own text, whatever replaced it later.
 */
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

/** The label of a reported version. */
function nameOf({ version, reports, isShown }: ReportedVersion): string {
  const about = `${pluralText(reports, 'report')} about`
  if (version === null) return `${about} earlier versions:`
  return `${about} version ${version}${isShown ? ', which members read now' : ''}:`
}
