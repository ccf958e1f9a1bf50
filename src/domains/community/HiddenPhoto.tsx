import './community.css'

/** Stands for a photo that nobody asked to see: a blurred ground and the file's name. Nothing is loaded. */
export function HiddenPhoto({ path }: { path: string }) {
  return (
    <span className="hidden-photo">
      <span className="hidden-photo-ground" aria-hidden />
      <span className="hidden-photo-text">
        <strong>Photo, not shown</strong>
        <span>{path.split('/').at(-1)}</span>
      </span>
    </span>
  )
}
