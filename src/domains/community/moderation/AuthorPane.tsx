import { SafetyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Fragment, memo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { humanize } from '@/resource/field'
import { Moment, momentTexts, useMinutes } from '@/resource/fields/time'
import { RecordLink } from '@/resource/RecordLink'
import { parseTimestamp } from '@/supabase/time'
import { countText } from '@/ui/countText'
import { PaneHead, Row, Stack } from '@/ui/layout'
import { numberLocale } from '@/ui/locale'
import { pluralText } from '@/ui/pluralText'
import { LoadingState } from '@/ui/states'
import { decisionTones } from '../shared/states'
import { doneLabels } from './labels'
import { MemberNotes } from './MemberNotes'
import styles from './moderation.module.css'
import { queueUrl } from './queueView'
import type { Context, ItemRef, PastDecision, QueueItem, Sanction } from './types'

type Author = NonNullable<Context['author']>

interface AuthorPaneProps {
  item: QueueItem
  context: Context | undefined
  reasonLabel: (code: string) => string
  onSanction: () => void
  onLift: (sanction: Sanction) => void
  onOpen: (item: ItemRef) => void
}

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })
const percent = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 0 })

/** The item's author: their record, earlier decisions about them, and the members who reported the item. */
export const AuthorPane = memo(function AuthorPane({
  item,
  context,
  reasonLabel,
  onSanction,
  onLift,
  onOpen,
}: AuthorPaneProps) {
  useMinutes()
  const author = context?.author
  return (
    <>
      <Stack gap={16} className="queue-side-body shrink scroll grow">
        <AuthorHead item={item} author={author} />
        {context && author ? (
          <>
            <AuthorRecord author={author} />
            <Sanctions sanctions={context.sanctions} onLift={onLift} />
            <MemberNotes member={item.author_id} />
            <ReportsOnItem reports={context.reports} reasonLabel={reasonLabel} />
            <Past
              decisions={context.author_decisions}
              others={author.decisions - context.decisions.length}
              author={author}
              onOpen={onOpen}
            />
            <ReportsByAuthor
              reports={context.reports_by_author}
              author={author}
              reasonLabel={reasonLabel}
              onOpen={onOpen}
            />
            <RecentItems
              recent={author.recent.filter(({ item_id }) => item_id !== item.item_id)}
              author={author}
              onOpen={onOpen}
            />
          </>
        ) : (
          <LoadingState shape="text" />
        )}
      </Stack>
      <div className="fixed line-above pad-x-16 pad-y-12">
        <Button block icon={<SafetyOutlined aria-hidden />} onClick={onSanction}>
          Sanction author…{' '}
          <kbd aria-hidden style={{ marginInlineStart: 4 }}>
            S
          </kbd>
        </Button>
      </div>
    </>
  )
})

/** The author's name, member state, current sanction and join date. */
function AuthorHead({ item, author }: { item: QueueItem; author: Author | undefined }) {
  const state = author?.member_state ?? 'active'
  // The sanction beside the name already says that the member is suspended.
  const isSaid = state === 'active' || (state === 'suspended' && item.author_sanction === 'suspend')
  return (
    <section>
      <PaneHead>Author</PaneHead>
      <Row as="p" gap={8} align="baseline" justify="between">
        <strong className="bold truncate">
          <RecordLink table="profiles" id={item.author_id}>
            <bdi>{item.author_name}</bdi>
          </RecordLink>
        </strong>
        {item.author_sanction ? (
          <Row as="span" gap={8} inline className="nowrap">
            <span
              className="value-dot"
              data-tone={item.author_sanction === 'suspend' ? 'red' : 'amber'}
              aria-hidden
            />
            {sanctionState(item.author_sanction)}
          </Row>
        ) : author && author.warnings > 0 ? (
          <Row as="span" gap={8} inline className="nowrap">
            <span className="value-dot" data-tone="amber" aria-hidden />
            Warned {author.warnings === 1 ? 'once' : `${author.warnings} times`}
          </Row>
        ) : null}
      </Row>
      {author ? (
        <p className="quiet">
          Member since {month.format(parseTimestamp(author.member_since))}
          {isSaid ? '' : ` · ${humanize(state)}`}
        </p>
      ) : null}
    </section>
  )
}

/** The author's counts: posts, comments, decisions about them, and their own reports. */
function AuthorRecord({ author }: { author: Author }) {
  const judged = author.reports_made_upheld + author.reports_made_dismissed
  return (
    <section>
      <PaneHead>Record</PaneHead>
      <dl className={styles.record}>
        <Statistic label="Posts" value={author.posts} />
        <Statistic label="Comments" value={author.comments} />
        <Statistic label="Removed" value={author.removed} bad={author.removed > 0} />
        <Statistic label="Hidden" value={author.hidden} />
        <Statistic
          label="Reported"
          value={author.reports_about}
          more={author.reports_about > 0 ? `${author.reports_about_upheld} upheld` : undefined}
        />
        <Statistic
          label="Reports by them"
          value={author.reports_made}
          more={judged > 0 ? `${percent.format(author.reports_made_upheld / judged)} right` : undefined}
        />
      </dl>
    </section>
  )
}

interface LinesProps {
  title: string
  /** One line for each entry; without entries the section is not shown. */
  children: readonly ReactNode[]
  /** The total number, if there can be more entries than are shown. */
  total?: number
  /** Links to complete lists, as link text and URL. */
  all?: readonly (readonly [words: string, address: string])[]
}

/** A heading with one line for each entry; when there are more, the total and links to complete lists. */
function Lines({ title, children, total = 0, all = [] }: LinesProps) {
  if (children.length === 0) return null
  const more = total - children.length
  return (
    <section>
      <PaneHead>{title}</PaneHead>
      <ul className={`${styles.lines} marked-links`}>
        {children}
        {more > 0 ? (
          <li>
            <span className="quiet small">
              and {countText(more, false)} more:{' '}
              {all.map(([words, address], at) => (
                <Fragment key={address}>
                  {at > 0 ? ', ' : null}
                  <Link to={address}>{words}</Link>
                </Fragment>
              ))}
            </span>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

interface ReportsOnItemProps extends Pick<AuthorPaneProps, 'reasonLabel'> {
  reports: Context['reports']
}

function ReportsOnItem({ reports, reasonLabel }: ReportsOnItemProps) {
  return (
    <Lines title="Reports on this item">
      {reports.map((report) => (
        <li key={report.id} data-quiet={!report.counts || undefined}>
          <span>
            <RecordLink table="profiles" id={report.reporter_id}>
              <bdi>{report.reporter_name}</bdi>
            </RecordLink>{' '}
            <span className="quiet">{report.category_label ?? reasonLabel(report.category)}</span>
            {report.state === 'open' ? null : <span className="quiet">, {report.state}</span>}
            {report.note ? <span className="quiet small block">“{report.note}”</span> : null}
          </span>
          <span
            className="quiet tabular"
            title={`${pluralText(report.reporter_reports, 'report')} by ${report.reporter_name}, of which moderators agreed with so many`}
          >
            {report.reporter_accuracy === null
              ? 'new'
              : `${percent.format(Number(report.reporter_accuracy))} right`}
          </span>
        </li>
      ))}
    </Lines>
  )
}

interface ReportsByAuthorProps extends Pick<AuthorPaneProps, 'reasonLabel' | 'onOpen'> {
  reports: Context['reports_by_author']
  author: Author
}

function ReportsByAuthor({ reports, author, reasonLabel, onOpen }: ReportsByAuthorProps) {
  const { reports_made: made } = author
  return (
    <Lines
      title="Reports by them"
      total={made}
      all={[[`all ${pluralText(made, 'report')}`, `/content-reports?reporter_id=any:${author.user_id}`]]}
    >
      {reports.slice(0, 6).map((report) => (
        <li key={report.id}>
          <Opens item={report} onOpen={onOpen}>
            {reasonLabel(report.category)} <span className="quiet">{report.title}</span>
          </Opens>
          <span className="quiet">{humanize(report.state)}</span>
        </li>
      ))}
    </Lines>
  )
}

interface RecentItemsProps extends Pick<AuthorPaneProps, 'onOpen'> {
  recent: Author['recent']
  author: Author
}

function RecentItems({ recent, author, onOpen }: RecentItemsProps) {
  const { posts, comments, user_id } = author
  return (
    <Lines
      title="Lately by them"
      // The current item is not counted.
      total={posts + comments - 1}
      all={[
        [`all ${pluralText(posts, 'post')}`, `/community-posts?user_id=any:${user_id}`],
        [`all ${pluralText(comments, 'comment')}`, `/post-comments?user_id=any:${user_id}`],
      ]}
    >
      {recent.slice(0, 6).map((one) => (
        <li key={one.item_id}>
          <Opens item={one} onOpen={onOpen}>
            {one.item_type === 'post' ? one.title : one.excerpt}
          </Opens>
          <span className="quiet">
            {one.state === 'published' ? <Moment value={one.created_at} short /> : humanize(one.state)}
          </span>
        </li>
      ))}
    </Lines>
  )
}

function Statistic({
  label,
  value,
  more,
  bad,
}: {
  label: string
  value: number
  more?: string
  bad?: boolean
}) {
  return (
    <div>
      <dt className="small">{label}</dt>
      <dd className={bad ? 'wrong' : undefined}>
        {value} {more ? <span className="quiet small plain">{more}</span> : null}
      </dd>
    </div>
  )
}

/** The state of a member under a sanction, as text. */
function sanctionState(kind: string): string {
  return kind === 'suspend' ? 'Suspended' : kind === 'mute' ? 'Muted' : 'Warned'
}

function Sanctions({
  sanctions,
  onLift,
}: {
  sanctions: readonly Sanction[]
  onLift: AuthorPaneProps['onLift']
}) {
  return (
    <Lines title="Sanctions">
      {sanctions.map((sanction) => (
        <li key={sanction.id} data-quiet={!sanction.active || undefined}>
          <span>
            {sanctionState(sanction.kind)}
            {sanction.reason_label ? <span className="quiet"> {sanction.reason_label}</span> : null}
            <span className="quiet small block">{untilText(sanction)}</span>
          </span>
          {sanction.active ? (
            <Button size="small" onClick={() => onLift(sanction)}>
              Lift…
            </Button>
          ) : (
            <span className="quiet">
              <Moment value={sanction.starts_at} short />
              {sanction.created_by_name ? `, ${firstName(sanction.created_by_name)}` : ''}
            </span>
          )}
        </li>
      ))}
    </Lines>
  )
}

/** The end of a sanction, or how it ended. */
function untilText({ kind, ends_at, lifted_at, lifted_by_name, lifted_why, active }: Sanction): string {
  if (lifted_at) return `Lifted by ${lifted_by_name ?? 'a colleague'}${lifted_why ? `: ${lifted_why}` : ''}`
  if (kind === 'warn') return 'Told once'
  if (!ends_at) return 'Without an end'
  const { local, ago } = momentTexts(ends_at)
  return active ? `Ends ${local} (${ago})` : `Ended ${local}`
}

interface PastProps extends Pick<AuthorPaneProps, 'onOpen'> {
  decisions: readonly PastDecision[]
  /** The number of decisions about the author's other items. */
  others: number
  author: Author
}

function Past({ decisions, others, author, onOpen }: PastProps) {
  return (
    <Lines
      title="Last decisions about them"
      total={others}
      all={[
        [
          `all ${pluralText(author.decisions, 'decision')}`,
          queueUrl({ view: 'done', author: author.user_id }),
        ],
      ]}
    >
      {decisions.slice(0, 8).map((one) => (
        <li key={one.id}>
          <Opens item={one} onOpen={onOpen}>
            <span className="value-dot" data-tone={decisionTones[one.decision]} aria-hidden />{' '}
            {doneLabels[one.decision]}
            {one.reason_label ? <span className="quiet"> {one.reason_label}</span> : null}
          </Opens>
          <span className="quiet">
            <Moment value={one.created_at} short />, {firstName(one.moderator_name)}
          </span>
        </li>
      ))}
    </Lines>
  )
}

function Opens({
  item,
  onOpen,
  children,
}: {
  item: ItemRef
  onOpen: (item: ItemRef) => void
  children: ReactNode
}) {
  return (
    <button type="button" className="still two-lines" onClick={() => onOpen(item)}>
      {children}
    </button>
  )
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
