import { Button } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { describeError } from '@/ui/describeError'
import { Chip } from '@/ui/layout'
import styles from './picture.module.css'
import { perceptualHashOf, usePicture } from './usePicture'

interface PictureProps {
  path: string
  /** The member's description of the picture. */
  alt: string
  /** Shown unblurred. */
  isClear: boolean
  isGrey: boolean
  /** Called with the checksum and the perceptual hash once the picture is loaded and unblurred. */
  onSeen?: (checksum: string, hash: string | undefined) => void
  onToggle?: () => void
}

/** A member's picture, blurred until it is clicked. */
export function Picture({ path, alt, isClear, isGrey, onSeen, onToggle }: PictureProps) {
  const { picture, error, retry } = usePicture(path)
  const seen = useEffectEvent((image: HTMLImageElement | null) => {
    if (picture) onSeen?.(picture.checksum, image?.complete ? perceptualHashOf(image) : undefined)
  })
  const isShown = isClear && picture !== undefined
  const id = `picture-${path}`
  useEffect(() => {
    if (isShown) seen(document.getElementById(id) as HTMLImageElement | null)
  }, [isShown, id])
  if (error) {
    return (
      <div className={`${styles.frame} gap-8`} data-picture>
        <p>{describeError(error, 'read').title}</p>
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      </div>
    )
  }
  const image = picture ? (
    <img
      id={id}
      src={picture.url}
      alt={isClear ? alt || 'No description' : 'Blurred'}
      data-clear={isClear || undefined}
      data-grey={isGrey || undefined}
    />
  ) : null
  if (!onToggle)
    return (
      <span className={styles.frame} data-picture>
        {image}
      </span>
    )
  return (
    <button
      type="button"
      className={styles.frame}
      data-picture
      aria-pressed={isClear}
      aria-label={isClear ? `Blur: ${alt || 'no description'}` : 'Show the picture'}
      onClick={onToggle}
    >
      {image}
      {isClear ? null : <Chip className={styles.ask}>Show</Chip>}
    </button>
  )
}
