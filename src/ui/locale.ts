const asked = typeof navigator === 'undefined' ? 'en' : navigator.language

/**
 * The locale in which numbers are shown: the browser's, with the digits 0 to 9. The text stays English; what people
 * type and export does not depend on it.
 */
export const numberLocale = `${Intl.NumberFormat.supportedLocalesOf(asked)[0]?.replace(/-u-.*/, '') ?? 'en'}-u-nu-latn`

/** Formats counts, such as “1,284”. */
export const numbers = new Intl.NumberFormat(numberLocale)
