import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Moment } from '@/resource/fields/time'
import { Ago } from '@/resource/queue/Ago'
import { RecordLink } from '@/resource/RecordLink'
import { PaneHead, Stack } from '@/ui/layout'
import { PostPicture } from '../moderation/PostPicture'
import { queueUrl } from '../moderation/queueView'
import { SafeText } from '../moderation/SafeText'
import { type Objection, whatLabels } from './types'

/** One objection: the member's text, and the decision or sanction that it is against. */
export function ObjectionItem({ objection, children }: { objection: Objection; children?: ReactNode }) {
  const { member_id, member_name, text, what, rule_label, rule_text, facts, note, until } = objection
  const { report_note, removed_words } = objection
  return (
    <Stack as="article" gap={12} style={{ maxWidth: 720 }} aria-labelledby="objection-title">
      <h2
        id="objection-title"
        className="title queue-heading"
        tabIndex={-1}
        aria-describedby="objection-about"
      >
        <bdi>{member_name}</bdi> objects: {whatLabels[what] ?? what}
      </h2>
      <div id="objection-about" style={{ display: 'contents' }}>
        <p className="quiet">
          <RecordLink table="profiles" id={member_id}>
            The member
          </RecordLink>{' '}
          objected <Ago value={objection.created_at} />
        </p>
        {children}
      </div>
      <SafeText text={text} />
      <section className="panel mod-difference above-12 below-12" aria-label="What it is against">
        <PaneHead as="h3">What it is against</PaneHead>
        <p className="quiet small">
          {whatLabels[what] ?? what} by {objection.decided_by_name ?? 'the system'}{' '}
          <Ago value={objection.decided_at} />
          {until ? (
            <>
              , until <Moment value={until} short />
            </>
          ) : null}
        </p>
        {removed_words || facts ? <SafeText text={removed_words ?? facts ?? ''} /> : null}
        {report_note ? (
          <>
            <p className="quiet">They had reported:</p>
            <SafeText text={report_note} />
          </>
        ) : null}
        {rule_label ? (
          <p>
            <strong className="medium">{rule_label}</strong>
            {rule_text ? <span className="quiet"> The member read: “{rule_text}”</span> : null}
          </p>
        ) : null}
        {note ? <p className="quiet">Note for colleagues: “{note}”</p> : null}
        {objection.reversed_at ? (
          <p className="notice row gap-12 between loud queue-notice" role="status">
            It was taken back already.
          </p>
        ) : null}
        {objection.storage_path ? (
          <PostPicture key={objection.id} path={objection.storage_path} label="The photo" />
        ) : null}
        <Way objection={objection} />
      </section>
    </Stack>
  )
}

/** Link to the item itself, with its thread, versions and author. */
function Way({ objection: { item_type, item_id, sanction_id } }: { objection: Objection }) {
  if (item_type === 'sanction') {
    return sanction_id ? (
      <p>
        <RecordLink table="member_sanctions" id={sanction_id}>
          Open the sanction
        </RecordLink>
      </p>
    ) : null
  }
  if (!item_id) return <p className="quiet">It is gone: its author has taken it away.</p>
  if (item_type === 'profile') {
    return (
      <p>
        <RecordLink table="profiles" id={item_id}>
          Open the profile
        </RecordLink>
      </p>
    )
  }
  if (item_type === 'report') {
    return (
      <p>
        <RecordLink table="member_reports" id={item_id}>
          Open the report
        </RecordLink>
      </p>
    )
  }
  if (item_type === 'photo') {
    return (
      <p>
        <RecordLink table="user_images" id={item_id}>
          Open the photo’s page
        </RecordLink>
      </p>
    )
  }
  return (
    <p>
      <Link to={queueUrl({ view: 'all' }, { item_type, item_id })}>Open it in the queue</Link>
    </p>
  )
}
