import { Stack } from '@/ui/layout'
import './community.css'

/** Stands for a photo that nobody asked to see: a blurred ground and the file's name. Nothing is loaded. */
export function HiddenPhoto({ path }: { path: string }) {
  return (
    <span className="hidden-photo">
      <span className="hidden-photo-ground" aria-hidden />
      <Stack as="span" align="center" className="hidden-photo-text small">
        <strong className="body">Photo, not shown</strong>
        <span>{path.split('/').at(-1)}</span>
      </Stack>
    </span>
  )
}
