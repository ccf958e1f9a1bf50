// Replaces resize-observer-polyfill in the bundle: every supported browser has ResizeObserver.
export default ResizeObserver
