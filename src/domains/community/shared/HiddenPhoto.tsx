import { Stack } from '@/ui/layout'
import styles from './picture.module.css'

/** Stands for a photo that nobody asked to see: a blurred ground and the file's name. Nothing is loaded. */
export function HiddenPhoto({ path }: { path: string }) {
  return (
    <span
      className={`${styles.frame} ${styles.hidden}`}
      style={{ width: 'min(280px, 100%)', aspectRatio: '4 / 3' }}
    >
      <span className={styles.ground} aria-hidden />
      <Stack as="span" align="center" className="pad-x-12 anywhere middle-text relative small">
        <strong className="body">Photo, not shown</strong>
        <span>{path.split('/').at(-1)}</span>
      </Stack>
    </span>
  )
}
