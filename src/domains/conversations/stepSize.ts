/** The size of a step in the drawing of a flow, in pixels. */
export const stepSize = { width: 216, height: 74 }
