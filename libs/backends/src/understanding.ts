/** Languages that a name is known for. */
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

export const nameOfLanguage = (language: string): string => names.of(language) ?? language;

/** The encoder reads English; what speaks for no language, such as a name, is taken for English. */
export const isUnderstood = (language: string | null): boolean => language === null || language === 'en';
