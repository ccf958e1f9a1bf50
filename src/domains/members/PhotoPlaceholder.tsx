import { Link } from 'react-router'
import type { TableRow } from '@/supabase/rows'
import { Row } from '@/ui/layout'
import styles from './photo.module.css'

/** A placeholder with the photo's proportions. The console never loads a member's image unasked. */
export function PhotoPlaceholder({ row }: { row: TableRow<'user_images'> }) {
  const ratio = row.width && row.height ? row.width / row.height : 3 / 4
  return (
    <Row as="figure" align="bottom" className={styles.placeholder} style={{ aspectRatio: ratio }}>
      <figcaption>
        Not shown here. Moderators see and decide about it in the{' '}
        <Link to={`/photo-queue/${row.id}`}>photo queue</Link>.
      </figcaption>
    </Row>
  )
}
