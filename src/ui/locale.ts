const asked = typeof navigator === 'undefined' ? 'en' : navigator.language

/**
 * The locale in which numbers are shown: that of the person's browser, with the figures 0 to 9. The words stay English;
 * what is typed and exported does not depend on it.
 */
export const numberLocale = `${Intl.NumberFormat.supportedLocalesOf(asked)[0]?.replace(/-u-.*/, '') ?? 'en'}-u-nu-latn`

/** Numbers as lists count them, such as “1,284”. */
export const numbers = new Intl.NumberFormat(numberLocale)
