/** The size of a step in the graph, in pixels. */
export const stepSize = { width: 216, height: 74 }
