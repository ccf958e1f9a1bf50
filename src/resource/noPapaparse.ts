// Stands in for papaparse in the bundle: only Refine's useImport and useExport would call it, and neither is used.
export const parse = undefined
export const unparse = undefined
export default { parse, unparse }
