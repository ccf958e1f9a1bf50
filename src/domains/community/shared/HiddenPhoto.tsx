import { Stack } from '@/ui/layout'
import styles from './picture.module.css'

/**
 * A placeholder for a photo that was not opened: a blurred
 * background and the file's name. The photo is not loaded.
 */
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
