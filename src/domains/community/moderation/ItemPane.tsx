import { FlagFilled, RobotOutlined, TeamOutlined } from '@ant-design/icons'
import { memo, useState } from 'react'
import { Link } from 'react-router'
import { pathOf } from '@/resource/define'
import { humanize } from '@/resource/field'
import { StateMark } from '@/resource/fields/options'
import { Moment, useMinutes } from '@/resource/fields/time'
import { Ago } from '@/resource/queue/Ago'
import { initials } from '@/ui/initials'
import { PaneHead, Row, Stack, Truncate } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { ErrorState } from '@/ui/states'
import { decisionTones, postStates } from '../shared/states'
import { Difference } from './Difference'
import { ItemNotices } from './ItemNotices'
import type { ItemStatus } from './itemStatus'
import { alikeText, doneLabels, hasNewFile, mostAlike, whyLabels } from './labels'
import styles from './moderation.module.css'
import { PostPicture } from './PostPicture'
import { SafeText } from './SafeText'
import { Thread } from './Thread'
import type { Context, OutboxEntry, PastDecision, QueueItem, Similar } from './types'

/** Props of the item's pane. */
export interface ItemPaneProps {
  item: QueueItem
  context: Context | undefined
  error: unknown
  onRetry: () => void
  itemStatus: ItemStatus | undefined
  /** The latest decision of a colleague since the page was opened. */
  decided: PastDecision | undefined
  /** The item was edited while it was open here. */
  isEdited: boolean
  /** The person tried to decide and was told that a colleague has claimed the item. */
  isWarned: boolean
  together: readonly Similar[] | undefined
  isThreadOpen: boolean
  reasonLabel: (code: string) => string
  on: {
    decideAnyway: (sent: OutboxEntry) => void
    leave: (sent: OutboxEntry) => void
    takeOver: () => void
    gather: () => void
    ungather: () => void
    toggleThread: () => void
  }
}

/** The item: why it is in the queue, its text, its thread, and earlier decisions. */
export const ItemPane = memo(function ItemPane(props: ItemPaneProps) {
  useMinutes()
  const { item, context, error, onRetry, itemStatus, decided, isEdited, isThreadOpen, reasonLabel, on } =
    props
  const page = `${pathOf(item.item_type === 'post' ? 'community_posts' : 'post_comments')}/${item.item_id}`
  return (
    <Stack as="article" gap={12} style={{ maxWidth: 720 }} aria-labelledby="mod-item-title">
      <Reasons item={item} reasonLabel={reasonLabel} />
      <Priority item={item} />
      <div id="mod-item-notices" style={{ display: 'contents' }}>
        <ItemNotices
          itemStatus={itemStatus}
          decided={decided}
          isEdited={isEdited}
          isWarned={props.isWarned}
          item={item}
          on={on}
          reasonLabel={reasonLabel}
        />
      </div>
      {item.item_type === 'comment' ? (
        <p className="quoted quiet">
          In reply to{' '}
          <strong>
            <bdi>{item.title}</bdi>
          </strong>
          {context ? (
            <>
              {' '}
              by <bdi>{context.thread.post.author_name}</bdi>
            </>
          ) : null}
        </p>
      ) : null}
      <Row as="header" gap={12}>
        <span className={`disc ${styles.avatar} fixed small bold`} aria-hidden>
          {initials(item.author_name)}
        </span>
        <Stack className="grow">
          <strong className="bold truncate">
            <bdi>{item.author_name}</bdi>
          </strong>
          <span className="quiet small">
            {item.item_type === 'comment' ? 'commented' : 'posted'} <Ago value={item.created_at} />
            {item.edited_at ? (
              <>
                {' '}
                · edited <Ago value={item.edited_at} />
              </>
            ) : null}
            {item.version > 1 ? ` · version ${item.version}` : ''}
            {item.item_type === 'post' && item.view_count > 0 ? ` · seen by ${item.view_count}` : ''} ·{' '}
            <Link to={page}>Open its page</Link>
          </span>
        </Stack>
        <StateMark
          option={{
            value: item.state,
            label: humanize(item.state),
            tone: postStates[item.state as keyof typeof postStates],
          }}
        />
      </Row>
      {item.item_type === 'post' ? (
        <h2
          id="mod-item-title"
          className="title measure queue-heading clip"
          dir="auto"
          tabIndex={-1}
          // Screen readers announce the reasons and notices above the
          // heading together with it, because reading continues below.
          aria-describedby="mod-item-why mod-item-notices"
        >
          {item.title}
        </h2>
      ) : (
        <h2
          id="mod-item-title"
          className="visually-hidden queue-heading"
          tabIndex={-1}
          aria-describedby="mod-item-why mod-item-notices"
        >
          Comment by {item.author_name} on “{item.title}”
        </h2>
      )}
      <SafeText text={item.body} />
      <Edit item={item} context={context} />
      <Reported item={item} context={context} />
      {item.image_path ? <PostPicture key={item.image_path} path={item.image_path} /> : null}
      {context ? <Alike count={context.similar_count} together={props.together} on={on} /> : null}
      {error && !context ? <ErrorState error={error} onRetry={onRetry} size="small" /> : null}
      {context && context.decisions.length > 0 ? <Earlier decisions={context.decisions} /> : null}
      {context ? (
        <Thread context={context} item={item} isOpen={isThreadOpen} onToggle={on.toggleThread} />
      ) : null}
    </Stack>
  )
})

/** The factors of a priority, with the colour of their share in the bar. */
const factorTones: Record<string, string> = {
  reports: 'red',
  payment_link: 'red',
  same_text: 'red',
  category: 'amber',
  money: 'amber',
  messenger: 'amber',
  contact: 'amber',
  watched: 'amber',
  new_file: 'amber',
  bot: 'blue',
  author: 'violet',
  young_account: 'violet',
  age: 'teal',
  reach: 'green',
}

function Reasons({ item, reasonLabel }: { item: QueueItem; reasonLabel: (code: string) => string }) {
  const byBot = item.why.includes('bot')
  const category = item.top_category ? reasonLabel(item.top_category) : undefined
  const plain = item.why.filter((why) => !['reported', 'bot', 'escalated'].includes(why))
  return (
    // The name is on the section: a named list would be announced by its name instead of its content.
    <section aria-label="Why it is here" style={{ display: 'contents' }}>
      <Row as="ul" gap={8} align="stretch" wrap className="chips" id="mod-item-why">
        {item.open_reports > 0 ? (
          <li data-tone="red">
            <FlagFilled aria-hidden /> {pluralText(item.open_reports, 'report')}
            {category ? ` · ${category}` : ''}
          </li>
        ) : null}
        {byBot ? (
          <li data-tone="amber">
            <RobotOutlined aria-hidden /> Bot {item.bot_score?.toFixed(2)}
            {item.bot_category ? ` · ${reasonLabel(item.bot_category)}` : ''}
          </li>
        ) : null}
        {item.escalated ? (
          <li data-tone="violet" title={item.escalated_note ?? undefined}>
            <TeamOutlined aria-hidden /> Escalated{item.escalated_name ? ` by ${item.escalated_name}` : ''}
            {item.escalated_reason ? ` · ${reasonLabel(item.escalated_reason)}` : ''}
            {item.assigned_name ? ` · for ${item.assigned_name}` : ''}
            {item.due_at ? (
              <>
                {' '}
                · due <Moment value={item.due_at} short />
              </>
            ) : null}
          </li>
        ) : null}
        {plain.map((why) => (
          <li key={why}>{whyLabels[why] ?? humanize(why)}</li>
        ))}
        {item.set_aside_reports > 0 ? (
          <li title="The same complaint about this version was judged harmless before.">
            {pluralText(item.set_aside_reports, 'report')} set aside
          </li>
        ) : null}
        {item.why.length === 0 ? <li>Waits for no decision</li> : null}
      </Row>
    </section>
  )
}

/** The priority and its factors: a bar with one part for each factor, and the factors as text. */
function Priority({ item }: { item: QueueItem }) {
  const [isOpen, setOpen] = useState(false)
  const all = item.explanation
  const shown = isOpen ? all : all.slice(0, 3)
  const sum = all.reduce((total, { points }) => total + points, 0)
  if (all.length === 0) return null
  return (
    <section className={styles.priority} aria-label="Priority">
      <strong className="bold">
        <span className="quiet plain">Priority</span> {Math.round(item.priority)}
      </strong>
      <Row as="span" gap={2} align="stretch" className={`track ${styles.priorityBar}`} aria-hidden>
        {all.map(({ factor, points }) => (
          <span key={factor} data-tone={factorTones[factor] ?? 'grey'} style={{ flexGrow: points / sum }} />
        ))}
      </Row>
      <Row as="ul" gap={16} align="stretch" wrap="tight" className="across">
        {shown.map(({ factor, label, points }) => (
          <li key={factor}>
            <span className="value-dot" data-tone={factorTones[factor] ?? 'grey'} aria-hidden /> {label}{' '}
            <span className="quiet tabular">+{Math.round(points)}</span>
          </li>
        ))}
        {all.length > 3 ? (
          <li>
            <button
              type="button"
              className="link-button"
              onClick={() => setOpen(!isOpen)}
              aria-expanded={isOpen}
            >
              {isOpen ? 'less' : `${all.length - 3} more`}
            </button>
          </li>
        ) : null}
      </Row>
    </section>
  )
}

/** The version that members read now beside the author's pending edit; reports are about the former. */
function Edit({ item, context }: { item: QueueItem; context: Context | undefined }) {
  const { shown } = item
  if (!shown || (hasNewFile(item) && shown.body === item.body && shown.title === item.title)) return null
  const reports = context?.reports.filter(
    ({ state, item_version }) => state === 'open' && item_version === shown.version,
  ).length
  return (
    <Difference
      label={`What members read now${reports ? ` and ${pluralText(reports, 'report')} ${reports === 1 ? 'is' : 'are'} about` : ''}, and what its author wants to change`}
      from={shown}
      to={item}
    />
  )
}

/** Reported versions other than the one to be judged; a reported text is kept as evidence. */
function Reported({ item, context }: { item: QueueItem; context: Context | undefined }) {
  const reported = context?.versions.filter(
    ({ version, open_reports }) =>
      open_reports > 0 && version !== item.version && version !== item.shown?.version,
  )
  return reported?.map((one) => (
    <Difference
      key={one.version}
      label={`${pluralText(one.open_reports, 'report')} about version ${one.version}, and what was changed since`}
      from={one}
      to={item}
    />
  ))
}

function Alike({
  count: others,
  together,
  on,
}: {
  count: number
  together: readonly Similar[] | undefined
  on: ItemPaneProps['on']
}) {
  if (together) {
    return (
      <section className="notice small chosen loud" aria-label="Decided together">
        <p>
          <strong>The next decision counts for all {together.length + 1}.</strong>{' '}
          <button type="button" className="link-button" onClick={on.ungather}>
            Only this one
          </button>
        </p>
        <ul className="above-4">
          {together.map(({ item_id, title, excerpt, state, created_at, item_type }) => (
            <Row as="li" gap={12} align="stretch" justify="between" key={item_id}>
              <Truncate className="narrow">
                <bdi>{item_type === 'post' ? `${title} · ${excerpt}` : excerpt}</bdi>
              </Truncate>
              <span className="quiet fixed">
                {humanize(state)}, <Moment value={created_at} short />
              </span>
            </Row>
          ))}
        </ul>
      </section>
    )
  }
  if (others === 0) return null
  return (
    <p className="quiet small">
      {alikeText(others)} nearly identical, by the same author or word for word by others.{' '}
      <button type="button" className="link-button" onClick={on.gather}>
        {others < mostAlike ? 'Decide all' : 'Decide the first'} {others + 1} together
      </button>{' '}
      <kbd aria-hidden>M</kbd>
    </p>
  )
}

function Earlier({ decisions }: { decisions: readonly PastDecision[] }) {
  return (
    <section aria-label="Decisions on it">
      <PaneHead as="h3">Decisions on it</PaneHead>
      <ul>
        {decisions.map((one) => (
          <Row as="li" gap={8} align="baseline" className="small pad-y-2" key={one.id}>
            <span className="value-dot" data-tone={decisionTones[one.decision]} aria-hidden />
            <span className="grow anywhere">
              {doneLabels[one.decision]}
              {one.reason_label ? ` · ${one.reason_label}` : ''}
              {one.note ? <span className="quiet"> “{one.note}”</span> : null}
              {one.undone_at ? <span className="quiet"> (undone)</span> : null}
            </span>
            <span className="quiet fixed">
              <Moment value={one.created_at} short />, {one.moderator_name}
            </span>
          </Row>
        ))}
      </ul>
    </section>
  )
}
